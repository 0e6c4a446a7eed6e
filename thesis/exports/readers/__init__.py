"""Readers of exports, one a format: each gives the records of a text."""
