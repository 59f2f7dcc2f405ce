"""The user's own options for the managed server: ``<GAOXIN_HOME>/neo4j/own.conf``.

The form is that of ``neo4j.conf``: ``name=value``.  They override the program's options, except the
addresses, which the program chooses at each start.
"""

from __future__ import annotations

from pathlib import Path

from gaoxin.errors import BadUsage

HEAP = "server.memory.heap.max_size"
JAVA = "server.jvm.additional"
"""Options for Java, separated by spaces; of several lines all count, as in Neo4j."""
_CHOSEN = frozenset(
    f"server.{connector}.{kind}_address"
    for connector in ("bolt", "http")
    for kind in ("listen", "advertised")
)


def own_options(path: Path) -> dict[str, str]:
    """The options in the file ``path``; none if it does not exist.

    Raises:
        BadUsage: a line is not ``name=value``, or sets an option that the program chooses.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as cause:
        raise BadUsage(
            f"{path} 无法读取（{cause}）；请改正它的权限或编码（UTF-8），或删除它。",
            f"{path} cannot be read ({cause}); correct its permissions or encoding (UTF-8), or "
            "delete it.",
            file=str(path),
        ) from cause
    options: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        name, equals, value = (part.strip() for part in line.partition("="))
        if not (name and equals):
            raise BadUsage(
                f"{path} 第 {number} 行「{line.strip()}」不是「名称=值」；请改正或删除它。",
                f"Line {number} of {path}, {line.strip()!r}, is no name=value; "
                "correct or delete it.",
                file=str(path),
                line=number,
            )
        if name in _CHOSEN:
            raise BadUsage(
                f"{path} 第 {number} 行设置了 {name}，而端口由程序选定；请删除这一行。",
                f"Line {number} of {path} sets {name}, but the program chooses the ports; "
                "delete the line.",
                file=str(path),
                line=number,
            )
        if name == JAVA and name in options:
            value = f"{options[name]} {value}"
        options[name] = value
    return options
