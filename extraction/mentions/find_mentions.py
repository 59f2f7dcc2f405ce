"""The mentions of an article: who and what is named in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gaoxin.extraction.article import Article
from gaoxin.extraction.mentions.coreference import with_full_names
from gaoxin.extraction.mentions.known_names import KnownNames, known_things
from gaoxin.extraction.mentions.merging import without_overlaps
from gaoxin.extraction.mentions.noun_phrases import names_by_ending
from gaoxin.extraction.mentions.persons import persons
from gaoxin.extraction.mentions.place_names import ends_with_zone, places, zones
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
    found = [mention for mention in found if not _is_half_of_two_posts(text, mention)]
    return tuple(with_full_names(text, without_overlaps(found), gazetteer))


_COMMITTEE = re.compile("(?:党工委|工委)$")
_TWO_POSTS = re.compile("(?:常务)?(?:副书记|书记|委员)[、，兼/](?:高新区|开发区|新区)?管委会")


def _is_half_of_two_posts(text: str, mention: EntityMention) -> bool:
    """Whether one person has a post in a zone's party committee and one in its administration: both
    are posts in the zone, which other finders name (某高新区党工委书记、管委会主任).
    """
    ending = _COMMITTEE.search(mention.name) if mention.type == "Organization" else None
    if ending is None or not ends_with_zone(mention.name[: ending.start()]):
        return False
    return bool(_TWO_POSTS.match(text, mention.span.end))
