"""A member as others see them: pieces of every package on one page."""
