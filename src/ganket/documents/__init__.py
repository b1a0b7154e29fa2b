"""Forms of documents, the documents issued, and the ports through which they are made."""
