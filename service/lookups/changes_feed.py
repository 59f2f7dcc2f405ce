"""``/changes`` as an Atom feed (RFC 4287): one entry for each generation that changed something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree as ET

from gaoxin.errors import BadParameter, StoreError
from gaoxin.graph.store.manifest import Manifest
from gaoxin.graph.store.store import Store
from gaoxin.language import language, say
from gaoxin.model import Answer
from gaoxin.service.lookups.changes import (
    KINDS,
    change_word,
    changed_rows,
    made_until,
    told_generation,
)
from gaoxin.service.lookups.links import changed
from gaoxin.service.lookups.lookup_request import LookupRequest
from gaoxin.visible import visible

FEED = "application/atom+xml; charset=utf-8"
_ATOM = "http://www.w3.org/2005/Atom"
_SHOWN = 50


def feed(asked: LookupRequest) -> bytes:
    """The newest generations, each with its changes, narrowed as the page is.

    The identifier of an entry follows from the digest of its generation and the filters, so it is
    the same whenever and from whichever server the feed is read.
    """
    store = Store(asked.settings)
    made = made_until(store, asked.generation.manifest)
    here = asked.text("service")
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": "zh-CN" if language() == "zh" else "en"})
    _add(root, "id", f"{asked.settings.base}changes{_tail(asked)}")
    _add(root, "title", _title(asked))
    _add(root, "updated", made[0].time)
    author = ET.SubElement(root, "author")
    _add(author, "name", say("高新图谱", "Gaoxin Graph"))
    ET.SubElement(root, "link", rel="self", href=here + asked.address)
    page = changed(asked.address, format="")
    ET.SubElement(root, "link", rel="alternate", type="text/html", href=here + page)
    for manifest in made:
        if manifest.parent is not None and (answer := _changes_of(asked, store, manifest)):
            _entry(root, asked, manifest, answer)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _changes_of(asked: LookupRequest, store: Store, manifest: Manifest) -> Answer | None:
    """The changes of a generation; ``None`` if there are none, or they are no longer kept."""
    assert manifest.parent is not None
    try:
        answer = changed_rows(asked, store, manifest.parent, manifest.number)
    except (BadParameter, StoreError):
        return None
    return answer if answer.rows or answer.notes else None


def _entry(root: ET.Element, asked: LookupRequest, manifest: Manifest, answer: Answer) -> None:
    told = told_generation(asked, manifest)
    counts = Counter(row["change"] for row in answer.rows)
    counted = say("，", ", ").join(f"{change_word(k)} {counts[k]}" for k in KINDS if counts[k])
    number = manifest.number
    title = say(f"第 {number} 代：{told['cause']}", f"Generation {number}: {told['cause']}")
    entry = ET.SubElement(root, "entry")
    _add(entry, "id", f"{asked.settings.base}changes/{manifest.digest[:24]}{_tail(asked)}")
    _add(entry, "title", f"{title}{say('；', '; ')}{counted}" if counted else title)
    _add(entry, "updated", manifest.time)
    address = asked.text("service") + told["link"]
    ET.SubElement(entry, "link", rel="alternate", type="text/html", href=address)
    content = ET.SubElement(entry, "content", type="html")
    content.text = visible(_content(answer.rows[:_SHOWN], len(answer.rows), answer.notes), "\n")


def _content(rows: Sequence[dict[str, Any]], total: int, notes: Sequence[str]) -> str:
    lines = [f"<p>{escape(note)}</p>" for note in notes]
    lines.append("<ul>")
    for row in rows:
        earlier = say(f"（原为 {row['earlier']}）", f" (was {row['earlier']})")
        parts = [change_word(row["change"]), row["subject"], row["relation"], row["value"]]
        text = " · ".join(filter(None, [*parts, row["remark"]]))
        lines.append(f"<li>{escape(text + (earlier if row['earlier'] else ''))}</li>")
    lines.append("</ul>")
    if total > len(rows):
        more = total - len(rows)
        lines.append(f"<p>{say(f'另有 {more} 条', f'{more} more')}</p>")
    return "\n".join(lines)


def _title(asked: LookupRequest) -> str:
    parts = [asked.text(name) for name in ("thing", "class", "query") if asked.text(name)]
    what = say("、", ", ").join([*parts, *(asked.values.get("parameters") or {}).values()])
    title = say("高新图谱的变化", "Changes of Gaoxin Graph")
    return f"{title}{say('：', ': ')}{what}" if what else title


def _tail(asked: LookupRequest) -> str:
    """The filters, as the end of an identifier."""
    given = {name: asked.text(name) for name in ("thing", "class", "query")}
    given |= asked.values.get("parameters") or {}
    told = "&".join(f"{name}={quote(str(value))}" for name, value in sorted(given.items()) if value)
    return f"?{told}" if told else ""


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = visible(text)  # XML has no control characters
