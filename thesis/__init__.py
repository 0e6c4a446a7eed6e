"""The package of the build, in layers along the way of the data: docs/architecture.md."""
