"""From the records to the numbers of the register."""
