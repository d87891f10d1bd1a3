"""Good practice: the register and the deeds on it."""
