"""The questions asked of the record: one per function, answered in frozen rows, always ordered."""
