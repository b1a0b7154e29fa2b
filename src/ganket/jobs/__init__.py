"""Work in the background: who runs it, what is left over by the dead, what recurs.

The queue is a table of the same database, so a task is there exactly if the
change that asked for it is. The queue's own worker loses what it was doing when
it is killed; here each worker holds a lease, and what a worker without a lease
was doing goes back into the queue. Tasks may therefore run twice.
"""
