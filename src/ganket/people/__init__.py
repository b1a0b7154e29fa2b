"""Persons: anyone whom the system knows, with or without a sign-in.

Of the holder of an office who is no party member only the name, the office and
the sign-in are kept. What is known of a member beyond that is in ``roster``.
"""
