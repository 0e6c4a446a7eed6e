"""The package of the build, in layers along the way of the data: docs/architecture.md."""

import gc

from thesis.diagnostics import machine

gc.set_threshold(100_000, 20, 100)  # a step keeps nearly all it makes: looking for rings costs 7 %
machine.in_one_line()  # in every step of a build, which is a process of its own
