"""Readers of finished files, one a format: each gives a file as blocks of text."""
