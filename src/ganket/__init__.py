"""Gắn Kết keeps party members in touch with the cell of the place they live in."""
