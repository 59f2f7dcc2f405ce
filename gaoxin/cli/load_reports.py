"""The report of a load: its datasets, notes, new things and names to review."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gaoxin.cli.answers import print_answer
from gaoxin.language import counted, say
from gaoxin.model import Answer

if TYPE_CHECKING:
    from gaoxin.graph.audit.new_things import NewThings
    from gaoxin.loaders.publish import LoadReport


def print_report(report: LoadReport, form: str | None, output: Path | None) -> None:
    """Print one row for each dataset, then notes and names to review."""
    about = {
        "generation": report.generation,
        "changed": report.changed,
        "added": report.added,
        "removed": report.removed,
        "retranslated": report.retranslated,
        "skipped": sum(int(str(row.get("skipped") or 0)) for row in report.datasets),
    }
    notes = list(report.notes)
    if report.changed:
        notes.append(
            say(
                f"已发布第 {report.generation} 代："
                f"增加 {report.added:,} 条，减少 {report.removed:,} 条。",
                f"Published generation {report.generation}: {report.added:,} quads added, "
                f"{report.removed:,} removed.",
            )
        )
    if report.review:
        notes.append(
            say(
                f"{len(report.review)} 个名称有多个候选，见上表；请用 gaoxin review 逐个决定。",
                f"{len(report.review)} names have several candidates, see above; decide on them "
                "with gaoxin review.",
            )
        )
    further: dict[str, list[dict[str, object]]] = {}
    found = _new_things() if report.changed else report.announced
    if new := _rows(found):
        further["new"] = new
        if alike := sum(item.alike for item in found):
            notes.append(_alike_note(alike, is_loaded=report.changed))
        elif any("name" in row for row in new):
            notes.append(
                say(
                    "上表写出名称的是新的，请看一看；写错了，就在文件里改正，再载入一次。",
                    "Those named above are new, so look at them; if one is misspelt, correct the "
                    "file and load it again.",
                )
            )
    if report.review:
        further["review"] = report.review
    columns = list(dict.fromkeys(key for row in report.datasets for key in row))
    answer = Answer(columns or ["dataset"], report.datasets, notes=notes)
    print_answer(answer, form, output, about=about, further=further or None)


def _alike_note(alike: int, *, is_loaded: bool) -> str:
    zh = f"新事物中有 {alike} 个与别的相近，上表列出最像的；"
    en = f"{counted(alike, 'new thing')} {'is' if alike == 1 else 'are'} like others, "
    en += "the nearest of which stand above; "
    if is_loaded:
        zh += "请用 gaoxin review 逐个决定。"
        return say(zh, en + "decide on them with gaoxin review.")
    zh += "若是写错，就在文件里改正；否则载入后用 gaoxin review 逐个决定。"
    return say(zh, en + "correct the file, or decide with gaoxin review after loading.")


def _new_things() -> list[NewThings]:
    """The things that the published generation added; none if it is the first."""
    from gaoxin.cli.names import open_graph
    from gaoxin.graph.audit.new_things import new_things
    from gaoxin.graph.store.store import Store
    from gaoxin.settings import read_settings

    generation = open_graph()
    parent = generation.manifest.parent
    if parent is None:
        return []
    return new_things(generation, Store(read_settings()).folder(parent))


def _rows(found: list[NewThings]) -> list[dict[str, object]]:
    """How many things of each class are new, with what they are like.

    A class with several names to look at has a row for each, the first one with the number.
    """
    rows: list[dict[str, object]] = []
    for item in found:
        head: dict[str, object] = {"type": item.type, "new": item.count}
        for form, near in item.similar:
            pair = {"name": form, "similar": near.name, "score": round(near.score)}
            rows.append({**head, **pair})
            head = {"type": item.type}
        for form in item.named:
            rows.append({**head, "name": form})
            head = {"type": item.type}
        if not item.similar and not item.named:
            rows.append(head)
    return rows
