"""Changes of records by commands: what stands around them, comments too, is kept as it is."""
