"""Who looked at me, who helped me, and what became of my sign-in."""
