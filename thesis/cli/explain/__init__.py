"""Where a number comes from and where it stands: what ``python -m thesis explain`` answers."""
