"""Risk flags: the list, one whole, and the deeds on it."""
