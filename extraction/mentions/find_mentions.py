"""The mentions of an article: who and what is named in it."""

from __future__ import annotations

from collections.abc import Sequence

from gaoxin.extraction.article import Article
from gaoxin.extraction.mentions.coreference import with_full_names
from gaoxin.extraction.mentions.known_names import KnownNames, known_things
from gaoxin.extraction.mentions.merging import without_overlaps
from gaoxin.extraction.mentions.noun_phrases import names_by_ending
from gaoxin.extraction.mentions.persons import persons
from gaoxin.extraction.mentions.place_names import places, zones
from gaoxin.extraction.mentions.titled_papers import titled_papers
from gaoxin.extraction.proposals import EntityMention


def find_mentions(
    article: Article, gazetteer: KnownNames, tagged: Sequence[EntityMention] = ()
) -> tuple[EntityMention, ...]:
    """All mentions in the order of the text, none within another.

    ``tagged`` are names that the tagger found.  Every mention has the fullest form of its name in
    the article, also where a short form or a word such as 该公司 stands.
    """
    text = article.text
    found = [
        *tagged,
        *places(text, gazetteer),
        *zones(text, gazetteer),
        *known_things(text, gazetteer),
        *names_by_ending(text),
        *persons(text),
        *titled_papers(text),
    ]
    return tuple(with_full_names(text, without_overlaps(found), gazetteer))
