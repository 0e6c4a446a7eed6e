"""The one document of all formats, made of the prose: joined, converted, numbered, titled."""
