"""Lists of all things of a class, and how many share a value: province, industry, year, source."""
