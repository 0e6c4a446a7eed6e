"""Dialects: how each database writes a search, read into the tree of thesis.searches.query."""
