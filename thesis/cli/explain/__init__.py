"""The command explain: where a number comes from, and where it stands."""
