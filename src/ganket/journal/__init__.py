"""Who did what to which row, and who read whose record.

The journal is history, not state: nothing is decided by reading it. Rows are
added in the transaction of the change that they tell of, and the database
itself refuses to edit or delete them. A task seals them in batches, each batch
chained to the one before by a hash, so that nothing can be altered unseen and
no writer ever waits for another at the head of a chain.

Values about a person are kept under a key of that person. Purging a person is
forgetting the key: the entries stay and the chain stays whole, but the values
can no longer be read, here or in any backup.
"""
