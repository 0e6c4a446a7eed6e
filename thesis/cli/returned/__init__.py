"""What a supervisor gave back: comments and changes."""
