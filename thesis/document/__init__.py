"""The one document: prose rendered, numbers in it, and the texts that a reader meets."""
