"""One area, part by part: its head, what it needs now, its evaluations, its story, and the rest."""
