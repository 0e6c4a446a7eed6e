"""Pictures of the searches: their hits, what they are put together of, what databases share."""
