"""The shared code of the build: sources, register, numbers, rendering, document, findings."""
