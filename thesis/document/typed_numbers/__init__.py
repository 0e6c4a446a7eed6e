"""Typed numbers: those of a text that no key vouches for, and what each probably means."""
