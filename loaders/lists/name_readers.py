"""Readers of columns that name the thing of a row, or a person with a post in it."""

from __future__ import annotations

import re
from functools import partial

from gaoxin.graph.names.keys import normal_form
from gaoxin.loaders.lists.cell_parts import split_values
from gaoxin.loaders.lists.list_mapping import Meaning
from gaoxin.loaders.lists.person_cells import person_names
from gaoxin.loaders.lists.row_draft import RowDraft
from gaoxin.model import Text
from gaoxin.ontology.credit_codes import read_credit_code

_HAN_BREAK = re.compile(r"(?<=[\u3400-\u9fff）)】」])\s+(?=[\u3400-\u9fff（(【「])")

_MARK = re.compile(r"(?<=[\u3400-\u9fff)）])\s*[*＊※★☆△▲]+$")
"""The mark of a footnote behind a name."""
_FORMER = re.compile(
    r"(?P<name>.+(?:公司|集团|厂|院|所|中心|合伙\)?))"
    r"\((?:原名|曾用名|更名前|原(?![料材生创油野点始]))[:：为]?(?P<former>[^()]{2,})\)"
)
"""The name of a body with its former name in brackets behind it."""


def read_name(row: RowDraft, text: str) -> None:
    """Read the name of the row's thing.

    Raises:
        ValueError: it is to be one person, and the cell names none or several.
    """
    row.name = normal_form(_HAN_BREAK.sub("", _MARK.sub("", text)))
    if found := _FORMER.fullmatch(row.name) if row.name.endswith(")") else None:
        row.name = found["name"]
        row.names.append((found["former"].strip(), "alias", "zh"))
    if row.type != "Person":
        return
    names, reasons = person_names(text)
    if reasons:
        zh, en = reasons[0].args
        raise ValueError(f"不是一个人的姓名（{zh}）；请改正", f"it is no name of a person ({en})")
    if len(names) > 1:
        raise ValueError("写了几个人；请每行写一人", "it names several persons; write one in a row")
    row.name = names[0]


def read_further_names(how: str, language: str, row: RowDraft, text: str) -> None:
    """Read other names of the row's thing; ``how`` and ``language`` are those of the names."""
    for value in split_values(text):
        name = normal_form(_HAN_BREAK.sub("", value))
        if name != row.name:
            row.names.append((name, how, language))


def read_english_name(row: RowDraft, text: str) -> None:
    """Read the English name of the row's thing."""
    row.names.append((normal_form(text), "preferred", "en"))


def read_code(row: RowDraft, text: str) -> None:
    """Read the credit code of the row's thing.

    Raises:
        CreditCodeFault: it is no valid code.
    """
    row.code = read_credit_code(text).text
    row.facts.append(("creditCode", Text(row.code)))
    row.names.append((row.code, "code", ""))


def read_position(meaning: Meaning, row: RowDraft, text: str) -> None:
    """Read the persons who hold the post of the column in the row's thing.

    Raises:
        UnclearCellError: a part of the cell names nobody for certain; the others are taken.
    """
    names, reasons = person_names(text)
    row.later += (partial(row.post_here, name, meaning.title) for name in names)
    if reasons:
        raise reasons[0]
