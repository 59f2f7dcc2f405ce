"""Write what was understood of a list as a mapping, which people edit (``gaoxin map``)."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from gaoxin.language import say
from gaoxin.loaders.lists.find_table import FoundTable, samples_of
from gaoxin.loaders.lists.header_forms import folded
from gaoxin.loaders.lists.list_mapping import WORDS, ListMapping, Meaning
from gaoxin.loaders.lists.mapping_file import MAPPING_KEYS
from gaoxin.loaders.problems import column_letter, excerpt
from gaoxin.ontology.terms import vocabulary
from gaoxin.shell_words import shell_word


def written_mapping(
    table: FoundTable, mapping: ListMapping, wanted: ListMapping, path: Path
) -> str:
    """The mapping as TOML with comments.

    ``wanted`` is the mapping with all personal data, for what a column would mean.  ``path`` is the
    file of the list.
    """
    term = vocabulary().find_class(mapping.type)
    words = [word for word in WORDS if word != "row-number"]
    lines = [
        say(
            f"# 映射：{path.name} 的每一列是什么意思。由 gaoxin map 写成，可以修改。",
            f"# Mapping: what the columns of {path.name} mean.  Written by gaoxin map; edit it.",
        ),
        say(
            f"# 用法：gaoxin load {shell_word(path.name)} --mapping 映射.toml",
            f"# Use: gaoxin load {shell_word(path.name)} --mapping THIS_FILE",
        ),
        "#",
        say(
            "# means 是本体的属性（如 locatedIn），或下列之一：",
            "# means: a property of the ontology (such as locatedIn), or one of:",
        ),
        *(f"#   {', '.join(words[start : start + 8])}" for start in range(0, len(words), 8)),
        say(
            "# class 是单元格所指事物的类；reverse = true 表示关系从那个事物指向本行。",
            "# class: the class of the thing in the cell; reverse = true: it leads to the row.",
        ),
        say(
            "# figure 要写 indicator（指标），可写 unit、time、status（target 或 planned）。",
            "# figure needs indicator; unit, time and status (target or planned) are optional.",
        ),
        say(
            "# currency 是本行金额的币种；只是一个金额的，写 indicator（如 注册资本）。",
            "# currency: that of the amounts in the row, or of the one that indicator names.",
        ),
        "",
        f"type = {_quoted(mapping.type)}  # "
        + say(f"每一行是一个{term.label_zh}", f"each row is one {term.label_en}"),
    ]
    if not mapping.subject and mapping.first("name") is None:
        lines.append(
            say(
                '# 还没有名称：请把一列改为 means = "name"，或写 subject = "…"',
                '# The name is missing: give one column means = "name", or write subject = "…"',
            )
        )
    if mapping.subject:
        lines.append(f"subject = {_quoted(mapping.subject)}")
    if table.sheet:
        lines.append(f"sheet = {_quoted(table.sheet)}")
    repeated = Counter(folded(column.header) for column in mapping.columns)
    others = {column.index: column.meaning for column in wanted.columns}
    for column in mapping.columns:
        lines += ["", "[[column]]"]
        if column.header:
            lines.append(f"header = {_quoted(column.header)}")
        if repeated[folded(column.header)] > 1 or not column.header:
            lines.append(f"letter = {_quoted(column_letter(column.index))}")
        lines += _entry(column.meaning)
        if column.meaning.is_left_out and column.meaning.zh:
            lines.append("# " + say(column.meaning.zh, column.meaning.en))
        other = others.get(column.index, column.meaning)
        if column.meaning.personal and not other.is_left_out:
            lines.append(
                say(
                    "# 要收，删去上面的 means 一行，再去掉下面各行开头的 #：",
                    "# To take it, delete the line means above and the # before these lines:",
                )
            )
            lines += (f"# {line}" for line in _entry(other))
        elif column.meaning.personal:
            pass
        elif samples := samples_of(table, column.index):
            shown = " · ".join(excerpt(sample)[:20] for sample in samples)
            lines.append(say(f"# 例：{shown}", f"# e.g. {shown}"))
    for meaning in mapping.every:
        about = say(
            "# 每一行都有的事实；不对就删去", "# a fact of every row; delete it if it is wrong"
        )
        lines += ["", about, "[[every]]", *_entry(meaning)]
    return "\n".join(lines) + "\n"


def _entry(meaning: Meaning) -> list[str]:
    parts = {"class": meaning.type, "qualifier": meaning.qualifier}
    parts |= {key: getattr(meaning, key) for key in MAPPING_KEYS if key not in ("class", "reverse")}
    if meaning.means == "name":
        parts["class"] = ""
    if meaning.status == "actual":
        parts["status"] = ""
    lines = [
        f"{key} = {_quoted(parts[key])}" for key in (*MAPPING_KEYS, "qualifier") if parts.get(key)
    ]
    return [*lines, "reverse = true"] if meaning.reverse else lines


def _quoted(text: str) -> str:
    """A TOML string; JSON writes the same escapes."""
    return json.dumps(text, ensure_ascii=False)
