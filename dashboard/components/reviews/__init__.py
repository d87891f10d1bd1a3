"""Reviews that are quality-assured: the register and the deeds on it."""
