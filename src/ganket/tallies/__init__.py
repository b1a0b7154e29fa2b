"""Counts per unit and year, kept on every level in the transaction of the change."""
