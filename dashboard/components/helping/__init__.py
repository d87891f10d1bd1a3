"""What the pages mean, for the page of help."""
