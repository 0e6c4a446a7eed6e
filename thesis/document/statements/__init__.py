"""Statements: the sentences of the running text, and what they say of studies and numbers."""
