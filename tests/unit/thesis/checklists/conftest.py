"""The small thesis of the rules, for the checklists too."""

from tests.unit.thesis.checks.conftest import small

__all__ = ["small"]
