"""Rows to files: JSON, CSV and workbooks. Whoever calls has already asked with the right scope."""
