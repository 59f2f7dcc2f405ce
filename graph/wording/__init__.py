"""Words for people: headings of columns, and words for values that are codes."""
