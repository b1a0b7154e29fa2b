"""What is measured, side by side with what a user would pick instead.

``python -m bench`` runs every figure, ``python -m bench forms search`` only these.
On PostgreSQL: ``python tools/postgres.py .venv/bin/python -m bench``.
"""
