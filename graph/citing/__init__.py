"""Facts and sources as they are cited: GB/T 7714-2015 and BibTeX."""
