"""Print an :class:`gaoxin.model.Answer` as a table, JSON, CSV or a spreadsheet.

JSON and CSV use column names that do not depend on the language.  Tables and spreadsheets use
headings for people.  Text that a spreadsheet would run as a formula stays text: CSV puts an
apostrophe before it, and the cell has the type text in XLSX
(:mod:`gaoxin.graph.sheets.answer_workbook`).
"""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, TextIO

from gaoxin.cli.asked import asked
from gaoxin.cli.terminal import screen_width, tell, visible_json
from gaoxin.errors import BadUsage
from gaoxin.files import replacing, write_whole
from gaoxin.formulas import is_formula
from gaoxin.graph.wording.code_words import truth_word, word
from gaoxin.graph.wording.csv_rows import csv_text, csv_value, json_value
from gaoxin.graph.wording.headings import heading
from gaoxin.language import language, say
from gaoxin.model import Answer
from gaoxin.visible import visible

FORMATS = ("table", "json", "csv", "xlsx")
_MANY_COLUMNS = 4


def print_answer(
    answer: Answer,
    form: str | None = None,
    output: Path | None = None,
    *,
    shown: Sequence[str] = (),
    title: str = "",
    about: Mapping[str, Any] | None = None,
    further: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
    text: Callable[[], str] | None = None,
) -> None:
    """Print ``answer`` on stdout, or write it to ``output``.

    Args:
        answer: what to print.
        form: one of :data:`FORMATS`; ``None`` takes the form from the end of ``output``'s name, and
            a table otherwise.
        output: the file to write, replaced as a whole; notes then still go to stderr.
        shown: the columns of the table, those without any value left out; the other forms have all.
        title: a line above the table.
        about: what the answer is about, as ``about`` in JSON.
        further: other rows, under their own key in JSON and as tables of their own.
        text: makes the answer as a text to be read, which then stands for the table.

    Raises:
        BadUsage: a spreadsheet without a file to put it in.
    """
    form = form or _form_of(output)
    if form == "table" and text is not None:
        written = text()
        if output is None:
            sys.stdout.write(written)
        else:
            write_whole(output, written.encode("utf-8", "backslashreplace"))
    elif form == "xlsx":
        if output is None:
            raise BadUsage(
                "xlsx 是二进制文件，请用 -o 文件名.xlsx 指定写到哪里。",
                "A spreadsheet is a binary file; give its name with -o FILE.xlsx.",
            )
        write_whole(output, _workbook(answer, about, further))
    elif output is not None:
        page = _mark(form, output) + _text(answer, form, None, shown, title, about, further)
        write_whole(output, page.encode("utf-8", "backslashreplace"))
    else:
        page = _text(answer, form, sys.stdout, shown, title, about, further)
        sys.stdout.write(_mark(form, None) + page)
    if form != "json" or output is not None:
        _print_notes(answer)
    if output is not None:
        tell(say(f"已写入 {output}", f"Wrote {output}"))


def write_answer(answer: Answer, output: Path) -> None:
    """Write ``answer`` to ``output`` in the form that the end of its name gives; print nothing."""
    form = _form_of(output)
    if form == "xlsx":
        write_whole(output, _workbook(answer, None, None))
    else:
        text = _mark(form, output) + _text(answer, form, None, (), "", None, None)
        write_whole(output, text.encode("utf-8", "backslashreplace"))


def write_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], output: Path) -> None:
    """Write any number of rows as CSV, without holding them all."""
    with replacing(output) as file:
        file.write((_mark("csv", output) + csv_text(columns, ())).encode())
        for row in rows:
            line = csv_text(columns, (row,)).partition("\n")[2]
            file.write(line.encode("utf-8", "backslashreplace"))
    tell(say(f"已写入 {output}", f"Wrote {output}"))


def cut(answer: Answer, limit: int) -> Answer:
    """The first ``limit`` rows, marked as truncated if there were more."""
    if len(answer.rows) <= limit:
        return answer
    return Answer(answer.columns, answer.rows[:limit], True, answer.notes)


def is_text(form: str | None, output: Path | None) -> bool:
    """Whether an answer is printed as a text or a table, not as data."""
    return (form or _form_of(output)) == "table"


def is_csv(form: str | None, output: Path | None) -> bool:
    """Whether an answer is written as CSV."""
    return (form or _form_of(output)) == "csv"


def is_data(form: str | None, output: Path | None) -> bool:
    """Whether an answer is printed for programs, as JSON or CSV."""
    return (form or _form_of(output)) in ("json", "csv")


def told_here(answer: Answer) -> list[str]:
    """The notes of an answer, taken out of it: for a text that tells them itself."""
    notes = list(answer.notes)
    answer.notes.clear()
    return notes


def table_lines(
    columns: Sequence[str], rows: Iterable[Mapping[str, Any]], stream: TextIO | None
) -> list[str]:
    """The lines of a table, folded to the width of the screen; 80 columns in a file or a pipe."""
    from gaoxin.cli.table_layout import table_text

    headings = [visible(heading(column, columns)) for column in columns]
    texts = [[_shown(column, row.get(column)) for column in columns] for row in rows]
    return table_text(headings, texts, screen_width(stream))


def _mark(form: str, output: Path | None) -> str:
    """The byte order mark for a CSV, or ``""``.

    Without it Excel reads Chinese as GBK.  Programs that read a pipe do not expect it.
    """
    if form != "csv":
        return ""
    wanted = asked().bom
    if wanted is None:
        wanted = language() == "zh" and (output is not None or _goes_to_file(sys.stdout))
    return "\ufeff" if wanted else ""


def _goes_to_file(stream: TextIO) -> bool:
    """Whether the shell sends the stream into a file (``> x.csv``)."""
    try:
        return stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
    except (OSError, ValueError):  # no file descriptor
        return False


def _form_of(output: Path | None) -> str:
    suffix = output.suffix.lstrip(".").lower() if output else ""
    return suffix if suffix in FORMATS else "table"


def _text(
    answer: Answer,
    form: str,
    stream: TextIO | None,
    shown: Sequence[str],
    title: str,
    about: Mapping[str, Any] | None,
    further: Mapping[str, Sequence[Mapping[str, Any]]] | None,
) -> str:
    if form == "json":
        document = answer.document()
        if about:
            document["about"] = dict(about)
        document |= further or {}
        return (
            visible_json(json.dumps(document, ensure_ascii=False, indent=2, default=json_value))
            + "\n"
        )
    if form == "csv":
        _tell_formulas(answer)
        return csv_text(answer.columns, answer.rows)
    from gaoxin.cli.line_folding import fold_line

    parts = fold_line(visible(title), screen_width(stream)) if title else []
    parts += told_table(answer.rows, shown or answer.columns, stream)
    for name, rows in (further or {}).items():
        if rows:
            columns = list(dict.fromkeys(key for row in rows for key in row))
            parts += ["", heading(name) + say("：", ":"), *told_table(rows, columns, stream)]
    parts += remark_lines(parts)
    return "\n".join(parts) + "\n"


def remark_lines(parts: Sequence[str]) -> list[str]:
    """The note about remarks that a table has in Chinese only; nothing if it has none."""
    if language() == "zh":
        return []
    from gaoxin.graph.facts.qualifiers import remark_note

    note = remark_note("\n".join(parts))
    return ["", note] if note else []


def told_table(
    rows: Sequence[Mapping[str, Any]], columns: Sequence[str], stream: TextIO | None
) -> list[str]:
    """The lines of a table, without columns that are empty in every row."""
    if not rows:
        return [say("（没有结果）", "(nothing found)")]
    filled = [c for c in columns if any(not _is_blank(c, row.get(c)) for row in rows)]
    if len(rows) == 1 and len(filled) >= _MANY_COLUMNS:
        return _list(rows[0], filled, stream)
    return table_lines(filled, rows, stream)


def _is_blank(column: str, value: Any) -> bool:
    """Whether a cell is empty.  0 and "no" are values, except "no" in the column ``inferred``."""
    return value is None or value in ("", [], ()) or (column == "inferred" and not value)


def _list(row: Mapping[str, Any], columns: Sequence[str], stream: TextIO | None) -> list[str]:
    """One row as lines of heading and value: easier to read than one wide line."""
    from gaoxin.cli.table_layout import list_text

    texts = [_shown(column, row.get(column)) for column in columns]
    return list_text([heading(column, columns) for column in columns], texts, screen_width(stream))


def _print_notes(answer: Answer) -> None:
    for note in answer.notes:
        tell(note)
    if answer.truncated:
        count = len(answer.rows)
        tell(
            say(
                f"结果过多，只给出前 {count} 行。",
                f"Truncated: only the first {count} rows are given.",
            )
        )


def _tell_formulas(answer: Answer) -> None:
    """Say that cells of the CSV were changed, and how to have them unchanged."""
    count = sum(
        isinstance(row.get(column), str) and is_formula(row[column])
        for row in answer.rows
        for column in answer.columns
    )
    if count:
        tell(
            say(
                f"有 {count} 个单元格会被电子表格当作公式，前面加了撇号；JSON 保留原样。",
                f"{count} cells would run as formulas in a spreadsheet, so an apostrophe stands "
                "before them; JSON has them unchanged.",
            )
        )


def _shown(column: str, value: Any) -> str:
    return word(column, _cell(value)) if isinstance(value, str) else _cell(value)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return truth_word(value)
    if isinstance(value, Mapping):
        return say("；", "; ").join(
            f"{visible(heading(str(k)))}={_cell(v)}" for k, v in value.items()
        )
    if isinstance(value, (list, tuple, set, frozenset)):
        return say("、", ", ").join(_cell(item) for item in value)
    if isinstance(value, float):
        return format(value, ".15g")
    return visible(str(value))


def sheet_cell(sheet: Any, value: Any) -> Any:
    """A cell of a write-only sheet: numbers as numbers, everything else as text.

    Text that looks like a formula stays text, and characters that XLSX cannot hold are replaced.
    """
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    cell = WriteOnlyCell(sheet)
    if isinstance(value, (bool, int, float, Decimal)):
        cell.value = value
    elif value is not None:
        text = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", csv_value(value))
        cell.value = text.encode("utf-8", "replace").decode("utf-8")
        cell.data_type = "s"
        cell.quotePrefix = is_formula(text)
    return cell


def _workbook(
    answer: Answer,
    about: Mapping[str, Any] | None,
    further: Mapping[str, Sequence[Mapping[str, Any]]] | None,
) -> bytes:
    from gaoxin.graph.sheets.answer_workbook import workbook
    from gaoxin.graph.sheets.asked_for import AskedFor

    run = asked()
    told = AskedFor(run.command, run.time, run.generation)
    return workbook(answer, about, further, asked=told)
