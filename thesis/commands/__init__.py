"""The commands of ``python -m thesis``, one a module."""
