"""Exports of databases and reference managers: each format to records with places and notes."""
