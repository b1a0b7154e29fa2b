"""Half-yearly and extra meetings: agenda, attendance, minutes."""
