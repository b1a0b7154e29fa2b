"""Who is told of what, by which channel. Listens to the journal."""
