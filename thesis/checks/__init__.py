"""The rules, by what they are about."""

from importlib import import_module
from pkgutil import walk_packages


def load() -> None:
    """Fill the catalogue with every rule of this package: what reads data/ alone needs few."""
    for module in walk_packages(__path__, f"{__name__}."):
        import_module(module.name)
