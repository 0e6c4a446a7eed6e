"""Rounded numbers: what a printed number may have been before it was rounded, as two ends."""

from decimal import Decimal

from thesis.effects.sizes import quantile

Ends = tuple[float, float]

EPSILON = 1e-9


def half(value: float) -> float:
    """Half of the last place of a number as it is typed: 0.005 of 1.25.

    A zero at the end is lost on the way (1.20 is 1.2), which makes more of it possible, not less.
    """
    return float(Decimal(1).scaleb(int(Decimal(str(value)).as_tuple().exponent))) / 2


def ends(value: float) -> Ends:
    """All that is rounded to a number."""
    return value - half(value), value + half(value)


def meet(one: Ends, other: Ends) -> bool:
    """Whether two ranges have something in common."""
    return one[0] <= other[1] + EPSILON and other[0] <= one[1] + EPSILON


def can_be(value: Decimal, n: int, scale: Decimal = Decimal(1)) -> bool:
    """Whether a whole number out of n, times the scale, is rounded to a value (GRIM)."""
    room = Decimal(1).scaleb(int(value.as_tuple().exponent)) / 2
    nearest = (value * n / scale).to_integral_value()
    counts = (nearest - 1, nearest, nearest + 1)
    return any(abs(count * scale / n - value) <= room for count in counts)


def p_of_t(t: float, df: float) -> Ends:
    """What the two-sided p of a printed t may be."""
    from scipy.special import stdtr

    low, high = ends(abs(t))
    return 2 * float(stdtr(df, -high)), 2 * float(stdtr(df, -max(low, 0)))


def p_of_f(f: float, df: Ends) -> Ends:
    """What the p of a printed F may be."""
    from scipy.special import fdtrc

    low, high = ends(f)
    return float(fdtrc(*df, high)), float(fdtrc(*df, max(low, 0)))


def p_of_chi2(chi2: float, df: float) -> Ends:
    """What the p of a printed chi square may be."""
    from scipy.special import chdtrc

    low, high = ends(chi2)
    return float(chdtrc(df, high)), float(chdtrc(df, max(low, 0)))


def reach(level: float, least: float = 4) -> Ends:
    """How many standard errors an interval reaches: by the normal distribution, up to by t.

    Args:
        level: of the interval, in per cent.
        least: the fewest degrees of freedom that it can have; few, where they are not known.
    """
    from scipy.special import stdtrit

    return quantile(level), float(stdtrit(max(least, 1), 0.5 + level / 200))


def p_at_edge(least: float) -> Ends:
    """The least and the largest p at the edge of a 95 % interval, where one of the two goes by t.

    Args:
        least: the fewest degrees of freedom of t that there can be.
    """
    from scipy.special import ndtr, stdtr

    normal, by_t = reach(95, least)
    return 2 * float(ndtr(-by_t)), 2 * float(stdtr(max(least, 1), -normal))
