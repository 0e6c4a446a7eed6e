"""Figure 1, drawn."""
