"""The composition root: settings, addresses, and which adapter serves which port."""
