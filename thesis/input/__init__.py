"""What a person maintains, read and validated: YAML and CSV with their lines."""
