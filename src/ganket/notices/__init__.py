"""What a unit tells its members. Whether it was read never reaches a review."""
