"""Work that members do for the place where they live, and contacts with them. Never money."""
