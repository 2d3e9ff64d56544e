"""Somebody who is given a table with hidden counts, and works out what they can be.

It knows every shown count, what is part of what, and that people are counted in whole numbers from zero. Of a small
table it tries every possibility; of a larger one it asks a solver for the least and the most.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Published:
    """Sums of unknown leaves: `parts` says by sum (row) which leaves (columns) are in it, `shown` what was told."""

    parts: NDArray[np.int64]
    shown: Sequence[int | None]

    def range_of(self, number: int) -> tuple[int, int]:
        """The least and the most that one of the sums can be."""
        from scipy.optimize import LinearConstraint, milp  # slow to import, for every worker that only collects

        known = [at for at, count in enumerate(self.shown) if count is not None]
        counts = [self.shown[at] for at in known]
        fixed = [LinearConstraint(self.parts[known], counts, counts)] if known else []
        ends = []
        for sign in (1, -1):
            found = milp(sign * self.parts[number], integrality=np.ones(self.parts.shape[1]), constraints=fixed)
            ends.append(sign * round(found.fun) if found.status == 0 else -sign)
        least, most = ends
        return least, (10**6 if most < least else most)

    def pinned(self) -> list[int]:
        """Which hidden sums are known after all."""
        hidden = [at for at, count in enumerate(self.shown) if count is None]
        return [at for at in hidden if len(set(self.range_of(at))) == 1]


def worlds(total: int, categories: int, shown: Sequence[int | None], least: int = 1) -> list[tuple[int, ...]]:
    """Every way in which `total` people fit into the categories, with at least so many in each hidden one."""
    free = [range(least, total + 1) if count is None else range(count, count + 1) for count in shown]
    assert len(free) == categories
    return [world for world in product(*free) if sum(world) == total]
