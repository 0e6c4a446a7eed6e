"""Many theses: the list of them, the build of each within bounds, and the table of all."""
