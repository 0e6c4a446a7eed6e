"""Editions: archived, compared, and what an edit makes stale."""
