"""Release of a thesis: its description for other programs, its checksums, and who signed them."""
