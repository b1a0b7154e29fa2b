"""Home pages by role, search, histories: the pages that join all packages."""
