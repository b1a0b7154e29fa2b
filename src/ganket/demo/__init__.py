"""A living ward to look at and to learn in: invented people in real places.

Everything in it was done through the commands, at the times at which it is said
to have happened, so what a page shows is what the product made of it. The same
seed gives the same ward, but for keys and identifiers.
"""
