"""Meetings: the list, the agenda, one item on the screens, what is typed live, and the minutes."""
