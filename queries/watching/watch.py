"""A watch: what is watched, and the generation in which it was last looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from gaoxin.errors import InvalidSource


@dataclass(frozen=True, slots=True)
class Watch:
    """Exactly one of three: a ``thing`` (its key); a class ``cls`` (local name), within ``place``
    (a key) if that is not ``""``; or a saved ``query`` with ``parameters``.

    ``seen`` is the number of the generation that was looked at last, ``digest`` its digest.  A
    query keeps its ``rows`` of then.
    """

    name: str
    thing: str = ""
    cls: str = ""
    place: str = ""
    query: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)
    seen: int = 0
    digest: str = ""
    rows: tuple[Mapping[str, Any], ...] = ()

    def document(self) -> dict[str, Any]:
        """The form in the file of watches."""
        return {name: value for name, value in asdict(self).items() if value}


def watch_of(document: object, place: str) -> Watch:
    """The watch that a document of the file describes.

    Raises:
        InvalidSource: it is not what :meth:`Watch.document` writes.
    """
    known = set(Watch.__dataclass_fields__)
    if not isinstance(document, dict) or not document.get("name") or set(document) - known:
        raise InvalidSource(
            f"{place} 中有一项不是关注；请删除该文件，再用 gaoxin watch add 重新添加。",
            f"An entry of {place} is no watch; delete the file and add the watches again with "
            "gaoxin watch add.",
            file=place,
        )
    rows = tuple(document.get("rows", ()))
    return Watch(**{**document, "rows": rows})
