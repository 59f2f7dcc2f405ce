"""Pages: the documents of the lookups as HTML."""
