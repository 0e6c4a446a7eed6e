"""Effects and appraisals of the studies, and what they are together."""
