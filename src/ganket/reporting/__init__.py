"""Roll-ups over the tree. Reads everybody, writes only its own."""
