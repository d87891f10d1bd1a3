"""Rows to HTML and widgets. A component is given what it shows; it opens no session and asks no question."""
