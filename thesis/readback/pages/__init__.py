"""Pages of a finished PDF: what runs off or overlaps, what is stranded, and how many they are."""
