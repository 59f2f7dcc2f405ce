"""Reference tables: zones, divisions, industries and indicators, each cell with its sources."""
