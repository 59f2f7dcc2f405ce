"""Records that are compared with those of a kept input: what came, what went, what only moved."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaoxin.graph.names.keys import normal_form
from gaoxin.loaders.inputs import Content, keep
from gaoxin.loaders.record_changes import RecordChanges
from gaoxin.loaders.records import Records
from gaoxin.loaders.resolving.profile import Profile
from gaoxin.loaders.revising import compare_records
from gaoxin.loaders.revising.compare_records import RecordComparison
from gaoxin.loaders.revising.earlier_list import EarlierList
from gaoxin.loaders.revising.unchanged_records import UnchangedRecords
from gaoxin.model import Entity, Name, Record, Text

_FORMS = ["甲", "乙", "丙 公司", '丁"司', "戊（集团）", " 己", "庚\\", "表.csv:7"]


def _record(form: str, row: int, file: str = "表.csv") -> Entity:
    name = Name("Enterprise", form)
    facts = (("legalRepresentative", Text(form + "人")),)
    return Entity(name, ("Enterprise",), ((form, "short", ""),), facts, "s", f"{file}:{row}")


def _list(forms: list[str], file: str = "表.csv") -> Records:
    return Records(_record(form, row, file) for row, form in enumerate(forms, 2))


def _compared(
    folder: Path, before: Records, after: Records, file: str, size: int
) -> RecordChanges | None:
    name = keep(Content("d", "list", "/x/表.csv", before), folder)
    earlier = EarlierList(folder, name, "表.csv", Profile("d"))
    comparison = RecordComparison(earlier, file)
    lines = list(after.lines())
    while len(lines) > size:
        if not comparison.add(b"".join(lines[:size])):
            return None
        del lines[:size]
    return comparison.changes(b"".join(lines))


def _without_place(records: list[Record]) -> Counter[Record]:
    return Counter(replace(record, place="") for record in records)


_LISTS = st.lists(st.sampled_from(_FORMS), max_size=8)


@given(_LISTS, _LISTS, st.sampled_from(["表.csv", "新表.csv"]), st.integers(1, 4))
def test_what_came_and_went_is_found_wherever_rows_moved(
    old: list[str], new: list[str], file: str, size: int
) -> None:
    before, after = _list(old), _list(new, file)
    with TemporaryDirectory() as folder:
        found = _compared(Path(folder), before, after, file, size)
    assert found is not None
    was, now = _without_place(list(before)), _without_place(list(after))  # type: ignore[arg-type]
    assert _without_place(found.removed) == was - now  # type: ignore[arg-type]
    assert _without_place(found.added) == now - was  # type: ignore[arg-type]
    everything = list(after)
    assert [everything[at] for at in sorted(found.added_at)] == found.added


def test_too_many_differences_are_no_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compare_records, "MOST", 3)
    few, many = _list(["甲", "乙"]), _list(["丙", "丁", "戊"])
    assert _compared(tmp_path, few, _list(["甲", "丙", "丁"]), "表.csv", 1) is not None
    assert _compared(tmp_path, few, many, "表.csv", 1) is None
    assert _compared(tmp_path, many, few, "表.csv", 9) is None
    assert _compared(tmp_path, many, Records(), "表.csv", 1) is not None


@pytest.mark.parametrize("damage", [b"", b"x", "other"])
def test_a_damaged_kept_input_is_not_compared_with(tmp_path: Path, damage: bytes | str) -> None:
    before = _list(["甲", "乙"])
    name = keep(Content("d", "list", "表.csv", before), tmp_path)
    path = tmp_path / f"{name}.gz"
    if isinstance(damage, str):  # whole, but of other content
        other = keep(Content("d", "list", "表.csv", _list(["甲"])), tmp_path)
        path.write_bytes((tmp_path / f"{other}.gz").read_bytes())
    else:
        path.write_bytes(damage or path.read_bytes()[:40])
    comparison = RecordComparison(EarlierList(tmp_path, name, "表.csv", Profile("d")), "表.csv")
    assert comparison.changes(b"".join(before.lines())) is None


@given(_LISTS, st.sets(st.integers(0, 7)), st.sets(st.sampled_from(_FORMS[:-1])))
def test_unchanged_records_are_found_by_any_of_their_names(
    forms: list[str], added_at: set[int], sought: set[str]
) -> None:
    strings = {normal_form(form) for form in sought}
    records = _list(forms)
    expected = [
        record
        for at, (form, record) in enumerate(zip(forms, records, strict=True))
        if at not in added_at and normal_form(form) in strings
    ]
    assert list(UnchangedRecords(records, added_at).having(strings)) == expected
