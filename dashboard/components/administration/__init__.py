"""The record about itself: people, settings, imports, checks, and the deeds on them."""
