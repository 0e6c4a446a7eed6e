"""Agreement of two screeners: how often they say the same, and how much more than by chance."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import sqrt

from thesis.screening.decisions import AGREED, Decision

Z = 1.959963984540054
"""Standard errors on either side that an interval of 95 % has, by the normal distribution."""

Table = Sequence[Sequence[int]]
"""How often one said what a row stands for, while the other said what a column stands for."""


@dataclass(frozen=True)
class Kappa:
    """Cohen's kappa with its standard error by Fleiss, Cohen and Everitt (1969)."""

    value: float
    error: float

    @property
    def low(self) -> float:
        """The lower end of the interval of 95 %."""
        return self.value - Z * self.error

    @property
    def high(self) -> float:
        """The upper end of it; of few works it may lie above 1, the most that kappa can be."""
        return self.value + Z * self.error


@dataclass(frozen=True)
class Agreement:
    """What two screeners decided at a stage on the works that both looked at."""

    screeners: tuple[str, str]  # their ids, in alphabetical order
    # works that both let go on, that the first alone did, the second alone, and neither
    table: tuple[tuple[int, int], tuple[int, int]]

    @property
    def both(self) -> int:
        """How many works both decided on."""
        return sum(map(sum, self.table))

    @property
    def agreed(self) -> int:
        """On how many they decided alike."""
        return self.table[0][0] + self.table[1][1]

    @property
    def kappa(self) -> Kappa | None:
        """Kappa; None where chance alone would make them agree always, or there is no work."""
        return kappa(self.table)


def kappa(table: Table) -> Kappa | None:
    """Cohen's kappa of a square table of counts; None where it is not defined."""
    if not (number := sum(map(sum, table))):
        return None
    share = [[count / number for count in row] for row in table]
    every = range(len(share))
    rows = [sum(share[i]) for i in every]
    columns = [sum(share[i][j] for i in every) for j in every]
    alike = sum(share[i][i] for i in every)
    chance = sum(rows[i] * columns[i] for i in every)
    if any(rows[i] == columns[i] == 1 for i in every):
        return None
    value = (alike - chance) / (1 - chance)
    spread = (
        sum(share[i][i] * (1 - (rows[i] + columns[i]) * (1 - value)) ** 2 for i in every)
        + (1 - value) ** 2
        * sum(share[i][j] * (columns[i] + rows[j]) ** 2 for i in every for j in every if i != j)
        - (value - chance * (1 - value)) ** 2
    )
    return Kappa(value, sqrt(max(0.0, spread) / number) / (1 - chance))


def agreements(decisions: Iterable[Decision], names: Mapping[str, str]) -> list[Agreement]:
    """The agreement of each two screeners who decided on a work in common, at one stage.

    Args:
        decisions: those of the stage.
        names: the name of a work by another one that it has.
    """
    said: dict[str, dict[str, bool]] = {}
    for each in decisions:
        if each.screener != AGREED:
            said.setdefault(each.screener, {})[names.get(each.work, each.work)] = each.goes_on
    found = []
    for one, two in combinations(sorted(said), 2):
        counts = [[0, 0], [0, 0]]
        for work in said[one].keys() & said[two].keys():
            counts[not said[one][work]][not said[two][work]] += 1
        if any(map(any, counts)):
            (a, b), (c, d) = counts
            found.append(Agreement((one, two), ((a, b), (c, d))))
    return found
