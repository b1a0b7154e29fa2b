"""The pages of reviews: fetch what is reachable, read, one command, answer."""
