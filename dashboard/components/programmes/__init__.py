"""National programmes: the list, one whole, who takes part, and the load they make."""
