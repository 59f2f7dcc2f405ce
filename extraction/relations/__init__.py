"""Relations between mentions: constructions kept as data, and a scorer of pairs."""

from gaoxin.extraction.relations.finding import find_relations

__all__ = ["find_relations"]
