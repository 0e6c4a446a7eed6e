"""Effects: what the numbers of a study amount to, and what those of several studies do together."""

LEVEL = 0.05  # The p below which studies call a finding significant
