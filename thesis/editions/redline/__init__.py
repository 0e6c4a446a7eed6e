"""Two editions of a document as one tree in which what came and what left is marked."""
