"""Which releases of Neo4j the program can use, judged by the server's agent string.

``valueType()``, with which ``gaoxin mirror --schema`` counts, came with 5.13; path patterns with
quantifiers and the predicate ``IS ::`` with 5.9; the driver's filter of notifications with 5.7.  On
a server of 5.13.0 the mirror, its verification and every saved query were run.  Labels and
relationship types as parameters need 5.26; without them the mirror sends one query for each label
set and type.  ``id()`` is deprecated but works in every release 5, and finding millions of nodes by
it takes a tenth less than by ``elementId()``.
"""

from __future__ import annotations

import re

from gaoxin.errors import MirrorUnavailable

Release = tuple[int, int]
MINIMUM: Release = (5, 13)
DYNAMIC_LABELS: Release = (5, 26)
_AGENT = re.compile(r"Neo4j/(\d+)\.(\d+)(?![^.+-])")


def release_of(agent: str) -> Release | None:
    """The release in an agent string such as ``Neo4j/5.26.30``.

    Suffixes do not count (``5.27-aura``); ``None`` if the string does not name a Neo4j.
    """
    found = _AGENT.match(agent)
    return (int(found[1]), int(found[2])) if found else None


def can_use_dynamic_labels(agent: str) -> bool:
    """Whether labels and relationship types may be parameters."""
    release = release_of(agent)
    return release is not None and release >= DYNAMIC_LABELS


def can_use_integer_ids(agent: str) -> bool:
    """Whether the server has ``id()``."""
    release = release_of(agent)
    return release is not None and release[0] == 5


def require_usable(agent: str, uri: str) -> None:
    """Refuse a server that is too old or no Neo4j.

    Raises:
        MirrorUnavailable: the release is older than :data:`MINIMUM`, or the agent is no Neo4j.
    """
    release = release_of(agent)
    if release is None:
        raise MirrorUnavailable(
            f"{uri} 的服务器自称「{agent}」，不是 Neo4j；请让 NEO4J_URI 指向 "
            f"Neo4j {_text(MINIMUM)} 或更新的版本。",
            f"The server at {uri} calls itself {agent!r}, which is no Neo4j; "
            f"set NEO4J_URI to a Neo4j {_text(MINIMUM)} or newer.",
            uri=uri,
            agent=agent,
        )
    if release < MINIMUM:
        raise too_old(uri, agent)


def too_old(uri: str, agent: str) -> MirrorUnavailable:
    """The error for a server of an older release, to which nothing was written."""
    least = _text(MINIMUM)
    return MirrorUnavailable(
        f"{uri} 的服务器太旧（{agent}），需要 Neo4j {least} 或更新的版本，因此什么也没有写；"
        "请升级它，或取消 NEO4J_URI 并执行 gaoxin neo4j start。",
        f"The server at {uri} is too old ({agent}): Neo4j {least} or newer is needed, so nothing "
        "was written; upgrade it, or unset NEO4J_URI and run gaoxin neo4j start.",
        uri=uri,
        agent=agent,
        minimum=least,
    )


def _text(release: Release) -> str:
    return ".".join(map(str, release))
