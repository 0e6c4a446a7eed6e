"""Algebra of searches: what the hits of some searches say of the hits of another."""
