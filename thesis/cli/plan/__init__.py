"""What an edit of data/ or content/ does to the thesis: what ``python -m thesis plan`` tells."""
