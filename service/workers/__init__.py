"""Worker processes: each answers one request at a time and can be stopped at any moment."""
