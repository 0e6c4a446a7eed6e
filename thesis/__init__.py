"""The package of the build, in layers along the way of the data: docs/architecture.md."""

from thesis.diagnostics import machine

machine.in_one_line()  # in every step of a build, which is a process of its own
