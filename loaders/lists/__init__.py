"""Lists of one thing per row, with the headers that people write, to records."""
