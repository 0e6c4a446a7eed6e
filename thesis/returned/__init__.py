"""Returned files: what a supervisor wrote into the Word file, and where it belongs."""
