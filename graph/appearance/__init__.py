"""How things look wherever they are drawn: the colours of the pages, the look of each class."""
