"""Articles that were read, kept in the home: ``HOME/articles/<key>/article.json``.

The file has the article, what was found in it, and its source.  It is replaced as a whole when the
article is read again; what a person decided lies beside it (:mod:`.decision_log`) and stays.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from gaoxin.errors import AmbiguousName, ArticleDamaged, UnresolvedName
from gaoxin.extraction.article import Article, TextSpan
from gaoxin.extraction.extract import Extraction
from gaoxin.extraction.proposals import EntityMention, Proposal
from gaoxin.files import write_whole

_KEY = re.compile(r"[0-9a-f]{64}")
_SHORTEST = 6
"""The least number of characters by which a key may be abbreviated."""
SHOWN = 12
"""How many characters of a key are shown; they tell articles apart."""


@dataclass(frozen=True, slots=True)
class KeptArticle:
    """An article as it was kept.

    ``source`` is what is known of the publication, by the columns of the table of sources (key,
    title, publisher, date, url …).  ``kept`` is when it was last read (UTC, ISO 8601).
    """

    extraction: Extraction
    source: Mapping[str, str]
    kept: str

    @property
    def key(self) -> str:
        """The sha256 of the original text."""
        return self.extraction.article.key

    @property
    def title(self) -> str:
        """A title to show: that of the source, of the article, or its first words."""
        article = self.extraction.article
        first = article.text.strip().partition("\n")[0]
        return self.source.get("title") or article.title or first[:40]


def articles_folder(home: Path) -> Path:
    """The folder of all kept articles."""
    return home / "articles"


def article_folder(home: Path, key: str) -> Path:
    """The folder of one article."""
    return articles_folder(home) / key


def article_path(home: Path, key: str) -> Path:
    """The file of one article."""
    return article_folder(home, key) / "article.json"


def keep_article(home: Path, extraction: Extraction, source: Mapping[str, str]) -> str:
    """Keep an article with what was found in it, in place of an earlier reading; return its key."""
    key = extraction.article.key
    path = article_path(home, key)
    path.parent.mkdir(parents=True, exist_ok=True)
    article = asdict(extraction.article)
    told = {
        "article": article,
        "mentions": [asdict(mention) for mention in extraction.mentions],
        "proposals": [asdict(proposal) for proposal in extraction.proposals],
        "source": dict(source),
        "kept": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    # A text decoded with errors may hold half of a character; it must not stop the writing.
    write_whole(path, text.encode("utf-8", "surrogatepass"))
    return key


def kept_article(home: Path, key: str) -> KeptArticle:
    """The article with this key, or with a key that begins so.

    Raises:
        UnresolvedName: no article is kept under it.
        AmbiguousName: several keys begin so.
        ArticleDamaged: its file is damaged.
    """
    return _read(article_path(home, whole_key(home, key)))


def whole_key(home: Path, key: str) -> str:
    """The key of the article with this key, or with a key that begins so.

    Raises:
        UnresolvedName: no article is kept under it.
        AmbiguousName: several keys begin so.
    """
    if _KEY.fullmatch(key) and article_path(home, key).is_file():  # without a look at all others
        return key
    found = [full for full in kept_keys(home) if full == key or _begins(full, key)]
    if len(found) > 1:
        raise AmbiguousName(
            f"有 {len(found)} 篇文章的键以「{key}」开头；请写得更长。",
            f"{len(found)} articles have a key that begins with {key!r}; write more of it.",
            name=key,
        )
    if not found:
        raise UnresolvedName(
            f"没有保存过键为「{key[:80]}」的文章；gaoxin review --articles 列出全部。",
            f"No article is kept under the key {key[:80]!r}; gaoxin review --articles lists them.",
            name=key[:80],
        )
    return found[0]


def kept_articles(home: Path) -> list[KeptArticle]:
    """All kept articles, the newest first.

    Raises:
        ArticleDamaged: the file of one is damaged.
    """
    found = [_read(article_path(home, key)) for key in kept_keys(home)]
    return sorted(found, key=lambda kept: (kept.kept, kept.key), reverse=True)


def kept_keys(home: Path) -> list[str]:
    """The keys of all kept articles."""
    folder = articles_folder(home)
    if not folder.is_dir():
        return []
    return sorted(
        entry.name
        for entry in folder.iterdir()
        if _KEY.fullmatch(entry.name) and (entry / "article.json").is_file()
    )


def _begins(full: str, key: str) -> bool:
    return len(key) >= _SHORTEST and full.startswith(key)


def _read(path: Path) -> KeptArticle:
    try:
        told = json.loads(path.read_bytes().decode("utf-8", "surrogatepass"))
        article = told["article"]
        moved = tuple((int(here), int(there)) for here, there in article.pop("moved"))
        return KeptArticle(
            Extraction(
                Article(**article, moved=moved),
                tuple(_mention(item) for item in told["mentions"]),
                tuple(_proposal(item) for item in told["proposals"]),
            ),
            {str(name): str(value) for name, value in told["source"].items()},
            str(told["kept"]),
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as cause:
        key = path.parent.name
        place = f"{path.parent.parent.name}/{key[:SHOWN]}…/{path.name}"
        raise ArticleDamaged(
            f"保存的文章 {key[:SHOWN]} 已损坏，读不出来（数据目录中的 {place}）；请再次载入它的原文"
            "（gaoxin load --article），已作的决定仍在。其他文章不受影响。",
            f"The kept article {key[:SHOWN]} is damaged and cannot be read ({place} in the home); "
            "load its original again (gaoxin load --article); what was decided about it is still "
            "there. Other articles are not affected.",
            key=key,
        ) from cause


def _mention(told: Mapping[str, Any]) -> EntityMention:
    return EntityMention(**{**told, "span": TextSpan(**told["span"])})


def _proposal(told: Mapping[str, Any]) -> Proposal:
    parts = {
        "subject": _mention(told["subject"]),
        "object": _mention(told["object"]),
        "evidence": TextSpan(**told["evidence"]),
    }
    return Proposal(**{**told, **parts})
