"""The command plan: what an edit of data/ or content/ does to the thesis."""
