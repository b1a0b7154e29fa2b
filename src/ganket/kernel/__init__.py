"""What every package may lean on and what leans on none of them."""
