"""The rules, by what they are about; importing this package fills the catalogue."""

from thesis.checks import steps, words

__all__ = ["steps", "words"]
