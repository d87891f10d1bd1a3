"""The schema's steps, forward and back, on both databases."""
