"""The yearly review, and the evidence that it rests on."""
