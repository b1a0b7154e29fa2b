"""The program ``ganket``, for administrators and their scripts."""
