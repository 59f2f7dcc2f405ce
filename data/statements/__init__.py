"""Statement tables: the facts of each article, one table for one article."""
