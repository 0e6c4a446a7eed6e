"""The reporting checklists: their items, the answers of author and data, and the pages."""
