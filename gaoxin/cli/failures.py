"""Report an error: one or two sentences on stderr, or JSON on stdout with ``--format json``."""

from __future__ import annotations

import errno
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, is_dataclass
from typing import Any

from gaoxin.cli.parser_errors import bad_usage
from gaoxin.cli.problem_groups import problem_lines, summary
from gaoxin.cli.terminal import screen_width, tell, visible_json
from gaoxin.errors import AmbiguousName, GaoxinError, UnresolvedName
from gaoxin.language import language, say
from gaoxin.model import Problem
from gaoxin.system_reasons import system_reason

SHOWN_AT_MOST = 20


def report(error: Exception, form: str) -> int:
    """Print ``error`` as text or as JSON (``form``) and return the exit status."""
    known = as_gaoxin_error(error)
    if isinstance(known, UnresolvedName) and form != "json":
        _name_in_english(known.candidates)
    if isinstance(known, AmbiguousName):
        _tell_apart(known.candidates)
    if form == "json":
        print(visible_json(json.dumps(document(known), ensure_ascii=False, default=str)))
    else:
        tell(_sentence(known))
        _print_details(known)
        for hint in getattr(known, "__notes__", ()):
            tell(hint)
    return known.exit_status


def _name_in_english(candidates: Sequence[Any]) -> None:
    """Give the candidates their English names, if that is the language."""
    rows = [row for row in candidates if isinstance(row, dict) and "iri" in row][:SHOWN_AT_MOST]
    if not rows or language() == "zh":
        return
    from gaoxin.cli.names import open_graph
    from gaoxin.graph.facts.reader import Reader

    try:
        reader = Reader(open_graph())
        for row in rows:
            row["name"] = reader.entry(str(row["iri"])).name
    except (GaoxinError, OSError):
        return  # the error that is being reported matters more


def _tell_apart(candidates: Sequence[Any]) -> None:
    """Add to persons and firms of one name where they are."""
    from gaoxin.cli.names import open_graph
    from gaoxin.graph.facts.reader import Reader
    from gaoxin.graph.lookup.namesakes import is_told_apart, told_apart_by

    rows = [row for row in candidates if isinstance(row, dict) and "iri" in row]
    rows = [row for row in rows if is_told_apart(str(row.get("type", "")))][:SHOWN_AT_MOST]
    if not rows:
        return
    try:
        reader = Reader(open_graph())
        for row in rows:
            row["at"] = told_apart_by(reader, str(row["iri"]), str(row["type"]))
    except (GaoxinError, OSError):
        return  # the error that is being reported matters more


def document(error: GaoxinError) -> dict[str, Any]:
    """The one JSON shape of every error."""
    body: dict[str, Any] = {"kind": error.kind, "message": str(error), "facts": error.facts}
    for name in ("problems", "candidates"):
        if getattr(error, name, None):
            body[name] = [_plain(item) for item in getattr(error, name)]
    if notes := getattr(error, "__notes__", None):
        body["notes"] = list(notes)
    return {"ok": False, "error": body, "status": error.exit_status}


def as_gaoxin_error(error: Exception) -> GaoxinError:
    """Turn any exception (parser, operating system, bug) into a :class:`GaoxinError`."""
    from typer import TyperException

    from gaoxin.graph.store.failures import failure_of_store

    if isinstance(error, GaoxinError):
        return error
    if isinstance(error, TyperException):
        return bad_usage(error)
    unreadable = failure_of_store(error)
    if unreadable:
        return unreadable
    if isinstance(error, OSError) and error.strerror:
        where = str(error.filename) if error.filename else ""
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            return _full_disk(error, where)
        return _SystemRefused(
            f"系统拒绝了对文件的操作（{where or '未知文件'}）：{system_reason(error)}。"
            "请检查路径、权限与磁盘空间。",
            f"The system refused an operation on {where or 'a file'}: {error.strerror}. "
            "Check the path, its permissions and the free space.",
            file=where,
            reason=error.strerror,
        )
    name = type(error).__name__
    return _Unexpected(
        f"程序自身出错（{name}: {error}）；请加上 --debug 重新运行，并把输出报告给开发者。",
        f"Something went wrong inside the program ({name}: {error}); "
        "run the command again with --debug and report what it prints.",
    )


def _full_disk(error: OSError, where: str) -> GaoxinError:
    """Files are written whole or not at all, so nothing has changed."""
    reason = error.strerror
    told = f"{where}: {reason}" if where else reason
    told_zh = f"{where}：{system_reason(error)}" if where else system_reason(error)
    return _SystemRefused(
        f"磁盘已满（{told_zh}）。什么也没有改变；请腾出空间后再试。",
        f"The disk is full ({told}). Nothing was changed; free some space and try again.",
        file=where,
        reason=reason,
    )


class _SystemRefused(GaoxinError):
    """The operating system refused to read or write."""

    @property
    def kind(self) -> str:
        return "SystemRefused"


class _Unexpected(GaoxinError):
    """A bug in this program."""

    @property
    def kind(self) -> str:
        return "Unexpected"


def _sentence(error: GaoxinError) -> str:
    problems = _problems(error)
    return say("错误：", "Error: ") + (summary(problems) if problems else str(error))


def _print_details(error: GaoxinError) -> None:
    """Print the kinds of problems, or the first candidates and how many more there are."""
    problems = _problems(error)
    if len(problems) > 1:
        for line in problem_lines(problems, screen_width(sys.stderr)):
            tell(line)
        return
    items: Sequence[Any] = getattr(error, "candidates", ())
    if not items:
        return
    rows = [_row(item) for item in items[:SHOWN_AT_MOST]]
    for row in rows:
        tell("  " + " · ".join(_candidate(row)))
    more = len(items) - len(rows)
    if more > 0:
        tell(
            say(
                f"……还有 {more} 项；--format json 列出全部。",
                f"… and {more} more; --format json lists them all.",
            )
        )


def _candidate(row: Mapping[str, Any]) -> list[str]:
    """A candidate in words: its name, its class, its key, where it is, anything else."""
    from gaoxin.graph.wording.code_words import word
    from gaoxin.graph.wording.headings import heading

    order = ("name", "type", "key", "at")
    unsaid = ("form", "score", "iri")
    others = [name for name in row if name not in (*order, *unsaid)]
    known = {name: word(name, str(row[name])) for name in (*order, *others) if row.get(name)}
    if "at" in known:
        known["at"] = heading("at") + say("：", ": ") + known["at"]
    return list(known.values())


def _problems(error: GaoxinError) -> list[Problem]:
    found = getattr(error, "problems", ())
    return [item for item in found if isinstance(item, Problem)]


def _row(item: Any) -> dict[str, Any]:
    """What is known of a candidate."""
    return {key: value for key, value in _plain(item).items() if value not in (None, "", [], ())}


def _plain(item: Any) -> dict[str, Any]:
    if isinstance(item, Problem):
        return item.document()
    if isinstance(item, Mapping):
        return dict(item)
    if is_dataclass(item) and not isinstance(item, type):
        return asdict(item)
    return {"candidate": str(item)}
