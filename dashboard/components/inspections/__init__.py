"""Inspections: the list, one whole, and the deeds on it from planning to publication."""
