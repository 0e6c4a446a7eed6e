"""Pictures drawn from data: of searches, of effects, and of what the text rests on."""
