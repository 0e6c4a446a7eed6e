"""Rules on config/config.yaml, whose findings thesis/workflow/configuration.py notes."""
