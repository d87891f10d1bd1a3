"""One screen per file: its running order and nothing else."""
