"""Readers of columns that name other things: those that a row is related to, and awards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from gaoxin.loaders.lists.award_cells import (
    Standing,
    award_called,
    award_values,
    dated_award,
    ended_award,
    is_plain_answer,
    read_award,
)
from gaoxin.loaders.lists.body_names import class_of_named, with_place
from gaoxin.loaders.lists.cell_parts import split_values
from gaoxin.loaders.lists.list_mapping import Meaning
from gaoxin.loaders.lists.person_cells import person_names
from gaoxin.loaders.lists.planned_words import PROMISED
from gaoxin.loaders.lists.positioning_cells import POSITIONING, positionings
from gaoxin.loaders.lists.row_draft import RowDraft, UnclearCellError
from gaoxin.loaders.lists.standing_words import refuse_if_not_so, refuse_remark
from gaoxin.model import Name, Record
from gaoxin.ontology.terms import vocabulary


def read_relation(meaning: Meaning, row: RowDraft, text: str) -> None:
    """Read the things to which the row's thing is related.

    Raises:
        UnclearCellError: a part of the cell names nothing for certain; the others are taken.
    """
    names: Sequence[str]
    vague: list[UnclearCellError] = []
    if meaning.type == "Person":
        names, vague = person_names(text)
    elif meaning.means == POSITIONING:
        _positioning(meaning, row, text)
        return
    else:
        names = award_values(text) if meaning.type == "Award" else split_values(text)
    term = vocabulary().properties.get(meaning.means)
    end = () if term is None else term.domain if meaning.reverse else term.range
    for written in names:
        type_ = class_of_named(meaning.type, written, end)
        value = with_place(written, row.region, row.zone) if type_ == "Organization" else written
        if type_ == "Award":
            value = award_called(written)
        try:
            if meaning.type != "Award":
                refuse_remark(written)
            elif ended := ended_award(written):
                row.later.append(_ended(row, meaning, *ended))
                continue
            elif dated := dated_award(written):
                name, time = dated
                row.later.append(partial(row.stated, meaning, award_called(name), time=time))
                continue
            else:
                refuse_if_not_so(written)
            if type_ == "Award" and is_plain_answer(written):
                raise UnclearCellError("没有写是哪一项", "it does not say which")
            if not value:
                raise UnclearCellError(
                    "没有写明是哪个地方的", "it is not said of which place it is"
                )
        except UnclearCellError as unclear:
            vague.append(unclear)
            continue
        if meaning.status in PROMISED:
            planned = replace(meaning, type=type_)
            row.later.append(partial(row.stated, planned, value, status=meaning.status))
        elif meaning.reverse:
            row.later.append(partial(row.reverse, replace(meaning, type=type_), value))
        else:
            row.facts.append((meaning.means, Name(type_, value)))
    if vague:
        raise vague[0]


def _positioning(meaning: Meaning, row: RowDraft, text: str) -> None:
    """Read what the thing means to become; no source says that it is so."""
    for name in positionings(text):
        row.later.append(partial(row.stated, meaning, name, status=meaning.status or "target"))


def _ended(row: RowDraft, meaning: Meaning, name: str, time: str) -> Callable[[], Record]:
    return partial(row.stated, meaning, name, time=time, status="historical")


def read_award_column(meaning: Meaning, row: RowDraft, text: str) -> None:
    """Read whether the row's thing has the award of the column, or had it."""
    found = read_award(text, meaning.value)
    if found is None:
        return
    if found == Standing():
        row.facts.append((meaning.means, Name(meaning.type, meaning.value)))
    else:
        row.later.append(
            partial(row.stated, meaning, meaning.value, time=found.time, status=found.status)
        )
