"""The store: generations on disk, written as changes, published atomically, checked by digests."""
