"""Watch: the thesis as a page that follows what is saved."""
