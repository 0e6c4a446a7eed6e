"""Rules that hold parts of the thesis against one another."""
