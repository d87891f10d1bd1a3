"""Action plans and their promised actions: lists, one whole, and the deeds on them."""
