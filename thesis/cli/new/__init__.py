"""A folder for a thesis of one's own, made from templates/new/."""
