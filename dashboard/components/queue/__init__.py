"""The queue of what is owed, and what to say when nothing is."""
