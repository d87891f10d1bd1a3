"""What the record starts with: reference lists, the published record, and the demonstration world."""
