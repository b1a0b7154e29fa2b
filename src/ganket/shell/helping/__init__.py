"""Serving a member who is present and has no phone or no hand for it.

While somebody is served, the helper's account acts as that person and as nothing
else: offices rest, the own settings are out of reach, and whatever is written
carries the name of both. It lasts half an hour at most.
"""
