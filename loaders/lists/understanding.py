"""What was understood of a list, for a person to check before it is published."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from gaoxin.language import say
from gaoxin.loaders.lists.dictionary import property_of
from gaoxin.loaders.lists.double_columns import same_headers
from gaoxin.loaders.lists.find_table import FoundTable, samples_of
from gaoxin.loaders.lists.implied_zone import QUALIFIER, doubtful_zone
from gaoxin.loaders.lists.list_mapping import WORDS, ListColumn, ListMapping, Meaning
from gaoxin.loaders.lists.row_kinds import KINDS, LeftOutRows
from gaoxin.loaders.problems import column_letter, excerpt
from gaoxin.ontology.terms import vocabulary


@dataclass(frozen=True, slots=True)
class UnderstoodColumn:
    """A column with the first values in it, but for personal data.

    ``reason`` says why the column is left out, else ``""``.
    """

    header: str
    meaning: str
    samples: tuple[str, ...]
    reason: str


@dataclass(slots=True)
class Understanding:
    """What was understood of one list.

    ``subject`` is the name of the thing if all rows are about one.  ``rows`` is the number of rows
    that gave facts, ``refused`` that of the rows with problems.
    """

    file: str
    sheet: str
    type: str
    first_line: int
    last_line: int
    columns: list[UnderstoodColumn]
    subject: str = ""
    remarks: list[str] = field(default_factory=list)
    rows: int = 0
    refused: int = 0
    left_out: LeftOutRows = field(default_factory=LeftOutRows)

    @property
    def title(self) -> str:
        """One line: the file, its sheet and header, and what each row is."""
        place = self.file
        if self.sheet:
            place = say(f"{self.file}「{self.sheet}」", f"{self.file}, sheet {self.sheet!r}")
        lines = str(self.first_line)
        if self.last_line != self.first_line:
            lines = f"{self.first_line}–{self.last_line}"
        term = vocabulary().find_class(self.type)
        rows = say(f"每一行是一个{term.label_zh}", f"each row is one {term.label_en}")
        if self.subject:
            rows = say(f"每一行说的都是{self.subject}", f"each row is about {self.subject}")
        return say(
            f"{place}：表头在第 {lines} 行，{rows}",
            f"{place}: the header is in row {lines}, {rows}",
        )

    def row_notes(self) -> list[str]:
        """How many rows are taken, and which are not."""
        taken = "row is taken" if self.rows == 1 else "rows are taken"
        if self.refused:  # so none is taken, unless these are to be skipped
            taken = f"{'row' if self.rows == 1 else 'rows'} can be taken"
        out = [
            say(f"{'可收' if self.refused else '收'} {self.rows:,} 行。", f"{self.rows:,} {taken}.")
        ]
        if self.refused:
            has = "row has" if self.refused == 1 else "rows have"
            out.append(say(f"{self.refused:,} 行有问题。", f"{self.refused:,} {has} problems."))
        for kind, count in self.left_out.counts.items():
            zh, en = KINDS[kind]
            shown = self.left_out.samples[kind]
            lines = "、".join(f"第 {line} 行「{text[:20]}」" for line, text in shown)
            lines_en = ", ".join(f"row {line} {text[:20]!r}" for line, text in shown)
            more = ("等", ", …") if count > len(shown) else ("", "")
            out.append(
                say(
                    f"不收 {count:,} 行{zh}：{lines}{more[0]}。",
                    f"{count:,} {'row is' if count == 1 else 'rows are'} left out as {en}: "
                    f"{lines_en}{more[1]}.",
                )
            )
        return out


def understand(table: FoundTable, mapping: ListMapping) -> Understanding:
    """What is known of a list before its rows are read."""
    columns = [
        UnderstoodColumn(
            column.header,
            describe(column.meaning),
            ()
            if column.meaning.personal or column.meaning.means == "trait"
            else tuple(map(excerpt, samples_of(table, column.index))),
            _reason(column),
        )
        for column in mapping.columns
    ]
    found = Understanding(
        table.file,
        table.sheet,
        mapping.type,
        table.first_line,
        table.last_line,
        columns,
        mapping.subject,
    )
    if table.titles:
        titles = "；".join(excerpt(title)[:40] for title in table.titles[:3])
        found.remarks.append(say(f"表头之上：{titles}", f"above the header: {titles}"))
    if table.units:
        units = say("、", ", ").join(table.units)
        found.remarks.append(
            say(
                f"表头之上写明单位：{units}；只用于计这种数的列",
                f"above the header the unit {units} is given; only columns of this kind have it",
            )
        )
    if table.filed:
        found.remarks.append(
            say(
                f"表头之上写明填报日期：{table.filed}；没有写 --date 时，它是来源的日期",
                f"above the header the date {table.filed} is given; it is that of the source, "
                "unless --date gives another",
            )
        )
    for group in same_headers(mapping.columns):
        letters = say("、", ", ").join(column_letter(column.index) for column in group)
        found.remarks.append(
            say(
                f"{letters} 列的表头都是「{group[0].header}」，都收；"
                "只收一列，请用 gaoxin map 写映射",
                f"the columns {letters} have the same header {group[0].header!r}, and all are "
                "taken; to take one of them, write a mapping with gaoxin map",
            )
        )
    for meaning in mapping.every:
        if meaning.qualifier == QUALIFIER:
            is_place = meaning.means == "locatedIn"
            zh = f"都位于{meaning.value}" if is_place else f"都是「{meaning.value}」"
            en = "is located in" if is_place else "has the recognition"
            found.remarks.append(
                say(
                    f"标题说明每一行{zh}（由标题推断，等级 I）；"
                    "不对请用 gaoxin map 写出映射并删去这一条",
                    f"the title says that every row {en} {meaning.value} (implied, grade I); if "
                    "that is wrong, write a mapping with gaoxin map and delete the entry",
                )
            )
        else:
            found.remarks.append(
                say(
                    f"每一行：{describe(meaning)}",
                    f"every row: {describe(meaning)}",
                )
            )
    titles_of_all = (*table.titles, table.sheet, Path(table.file).stem)
    zone, word = doubtful_zone(mapping.type, titles_of_all, mapping.columns)
    if zone and not mapping.every:
        found.remarks.append(
            say(
                f"标题说到{zone}，也有「{word}」，看不出每一行是否在那里，所以没有收位置；"
                "都在那里，请加一列“所在园区”",
                f"the title names {zone} and says {word!r}, so it is unclear whether the rows lie "
                "there, and no place is taken; if they do, add a column 所在园区 (zone)",
            )
        )
    if table.hidden_rows:
        count = sum(last - first + 1 for first, last in table.hidden_rows)
        first = table.hidden_rows[0][0]
        found.remarks.append(
            say(
                f"不收 {count} 行隐藏的行（从第 {first} 行起）；要收，请先取消隐藏或筛选",
                f"{count:,} hidden rows are left out (from row {first}); to take them, unhide the "
                "rows or remove the filter",
            )
        )
    return found


def describe(meaning: Meaning) -> str:
    """A meaning in the language of the program."""
    if meaning.is_left_out:
        return say(*WORDS[meaning.means])
    if meaning.means == "currency" and meaning.indicator:
        return say(f"{meaning.indicator}的币种", f"currency of the amount {meaning.indicator}")
    if meaning.means in ("figure", "value"):
        parts = (meaning.indicator, meaning.value, meaning.time, meaning.unit, _status(meaning))
        more = say("，", ", ").join(filter(None, parts))
        return say("：", ": ").join(filter(None, (say("数值", "figure"), more)))
    thing = vocabulary().classes.get(meaning.type)
    label = say(thing.label_zh, thing.label_en) if thing else ""
    if meaning.means == "position":
        return f"{meaning.title} → {label}"
    term = property_of(meaning.means)
    if term is None:
        word = say(*WORDS[meaning.means])
        return say(f"{word}（{label}）", f"{word} ({label})") if label else word
    word = say(term.label_zh, term.label_en)
    if meaning.value:
        return say(f"{word}：{meaning.value}", f"{word}: {meaning.value}")
    if meaning.reverse:
        return f"{label} → {word}"
    if label:
        plan = _status(meaning)
        return f"{word} → {label}" + (say(f"（{plan}）", f" ({plan})") if plan else "")
    more_text = say("，", ", ").join(filter(None, (meaning.unit, _status(meaning))))
    return say(f"{word}（{more_text}）", f"{word} ({more_text})") if more_text else word


def _status(meaning: Meaning) -> str:
    words = {"target": ("目标", "target"), "planned": ("计划", "planned")}
    return say(*words[meaning.status]) if meaning.status in words else ""


def _reason(column: ListColumn) -> str:
    meaning = column.meaning
    if meaning.means == "row-number":
        return say("序号", "row number")
    return say(meaning.zh, meaning.en) if meaning.is_left_out else ""
