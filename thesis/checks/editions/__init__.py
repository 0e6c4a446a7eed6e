"""Rules on a revised edition."""
