"""Formal monitoring: its register and its deeds."""
