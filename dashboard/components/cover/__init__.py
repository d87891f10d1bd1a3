"""Who covers what: posts, gaps, what a leaver leaves, and the deeds on assignments."""
