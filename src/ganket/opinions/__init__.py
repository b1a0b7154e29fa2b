"""What members say, seen through until the proposer says that it is settled."""
