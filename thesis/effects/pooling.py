"""Pooling of effect sizes: fixed effect, and random effects by DerSimonian and Laird, or by REML.

The steps are those of the package metafor, whose printed results are the oracle of the tests; the
prediction interval is that of Higgins et al. (2009), by t with two degrees of freedom less than
there are studies.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from thesis.effects.sizes import Size

METHODS = ("fixed", "DL", "REML")


@dataclass(frozen=True)
class Pool:
    """What several effect sizes amount to together, on the scale that they are reckoned on.

    Attributes:
        whole: the pooled effect.
        tau2: how much the true effects vary; 0 of a fixed effect.
        q: Cochran's Q, with `df` degrees of freedom and its `p`.
        i2: the share of the variation that is of the effects and not by chance, in per cent.
        weights: of each size, in per cent.
        prediction: where the effect of a new study is to be expected; None of fewer than three
            studies, and of a fixed effect.
    """

    whole: Size
    tau2: float
    q: float
    df: int
    p: float
    i2: float
    weights: tuple[float, ...]
    prediction: tuple[float, float] | None


def pool(sizes: Sequence[Size], method: str) -> Pool:
    """The pooled effect of two sizes or more.

    Raises:
        ValueError: there are fewer than two, or no such method.
    """
    if len(sizes) < 2 or method not in METHODS:
        raise ValueError(f"{len(sizes)} sizes by {method}")
    from scipy.special import chdtrc, stdtrit  # only where something is pooled

    y, v = [size.estimate for size in sizes], [size.variance for size in sizes]
    df = len(sizes) - 1
    w = [1 / each for each in v]
    q = _spread(y, w)
    c = sum(w) - sum(each**2 for each in w) / sum(w)
    tau2 = {"fixed": lambda: 0.0, "DL": lambda: max(0.0, (q - df) / c), "REML": lambda: _reml(y, v)}
    t2 = tau2[method]()
    typical = df / c
    shared = t2 / (t2 + typical) if method != "fixed" else max(0.0, (q - df) / q) if q else 0.0
    w = [1 / (each + t2) for each in v]
    whole = Size(_mean(y, w), 1 / sum(w))
    prediction = None
    if method != "fixed" and df > 1:
        half = float(stdtrit(df - 1, 0.975)) * math.sqrt(t2 + whole.variance)
        prediction = (whole.estimate - half, whole.estimate + half)
    return Pool(
        whole=whole,
        tau2=t2,
        q=q,
        df=df,
        p=float(chdtrc(df, q)),
        i2=100 * shared,
        weights=tuple(100 * each / sum(w) for each in w),
        prediction=prediction,
    )


def _mean(y: Sequence[float], w: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(y, w, strict=True)) / sum(w)


def _spread(y: Sequence[float], w: Sequence[float], power: int = 1) -> float:
    mean = _mean(y, w)
    return sum(b**power * (a - mean) ** 2 for a, b in zip(y, w, strict=True))


def _reml(y: Sequence[float], v: Sequence[float]) -> float:
    """The variance of the true effects by restricted maximum likelihood: Fisher scoring from 0."""
    t2 = 0.0
    for _ in range(1000):
        w = [1 / (each + t2) for each in v]
        s1, s2, s3 = (sum(each**power for each in w) for power in (1, 2, 3))
        information = s2 - 2 * s3 / s1 + (s2 / s1) ** 2
        step = (_spread(y, w, 2) - (s1 - s2 / s1)) / information
        new = max(0.0, t2 + step)
        if abs(new - t2) <= 1e-12 * max(1.0, t2):
            break
        t2 = new
    return t2
