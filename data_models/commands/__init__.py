"""The deeds: one per function. A command asks a rule, changes rows and flushes; it never commits."""
