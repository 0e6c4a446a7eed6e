"""Screening on a page of this machine: what a screener sees, decides, and does not see."""
