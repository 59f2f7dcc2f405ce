"""A changed list is loaded by what changed, with the result of loading it afresh."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from gaoxin.errors import FaultyInput
from gaoxin.graph.store.store import Store
from gaoxin.loaders import records as records_module
from gaoxin.loaders.changed_lines import ChangedLines
from gaoxin.loaders.load import load_paths
from gaoxin.loaders.publish import LoadReport
from gaoxin.loaders.resolving import name_set
from gaoxin.loaders.resolving.pending_questions import read_pending
from gaoxin.loaders.revising import compare_records
from gaoxin.ontology.check_characters import check_character
from gaoxin.settings import Settings, read_settings
from tests.fixtures.homes import check_content, copy_home
from tests.fixtures.tables import write_sources, write_statements

pytestmark = pytest.mark.long

HEADER = (
    "企业名称",
    "统一社会信用代码",
    "曾用名",
    "法定代表人",
    "注册资本（万元）",
    "2024年营业收入（万元）",
)
PLAIN = ("甲有限公司", "戊有限公司", "己有限公司", "庚有限公司")
NAMES = ("甲有限公司", "甲 有限公司", "甲公司", "甲", "乙有限公司", "乙", "丙（集团）有限公司")
CODES = [c + check_character(c) for c in (f"91340104M00010{n}Y4" for n in range(4))]
OTHERS = [
    "甲有限公司|Enterprise|partnerOf|乙|Enterprise",
    "乙|Enterprise|locatedIn|某区|Zone",
    "丙（集团）有限公司|Enterprise|alias|丙|",
    "张三|Person|holdsPosition|甲有限公司|Enterprise|qualifier=董事长",
]
Row = tuple[str, str, str, str, str, str]
_EXAMPLES = 200 if os.environ.get("GAOXIN_NIGHTLY") else 12

# Most rows give a firm its own code; some have another, none, or a name that several may have.
_FIRMS = st.sampled_from(
    [
        *([(name, code) for name, code in zip(PLAIN, CODES, strict=True)] * 4),
        *((name, "") for name in NAMES),
        *((name, code) for name in NAMES[:2] for code in CODES[:2]),
    ]
)
_ROWS = st.builds(
    lambda firm, *rest: (*firm, *rest),
    _FIRMS,
    st.sampled_from(["", "", "", "", "丁厂", "乙有限公司"]),
    st.sampled_from(["", "张三", "李四"]),
    st.sampled_from(["", "1", "2"]),
    st.sampled_from(["", "10", "20"]),
)


@st.composite
def _versions(draw: st.DrawFn) -> list[list[Row]]:
    """A list and what somebody made of it, twice: rows changed, removed, moved and added."""
    rows = draw(st.lists(_ROWS, min_size=3, max_size=7))
    versions = [rows]
    for _ in range(1):
        rows = list(rows)
        for _ in range(draw(st.integers(1, 3))):
            at = draw(st.integers(0, max(len(rows) - 1, 0)))
            what = draw(st.sampled_from(["cell", "row", "remove", "move", "add"]))
            if what == "add" or len(rows) < 2:
                rows.insert(at, draw(_ROWS))
            elif what == "cell":
                column = draw(st.integers(0, 5))
                rows[at] = (*rows[at][:column], draw(_ROWS)[column], *rows[at][column + 1 :])
            elif what == "row":
                rows[at] = draw(_ROWS)
            elif what == "remove":
                del rows[at]
            else:
                rows.append(rows.pop(at))
        versions.append(rows)
    return versions


@pytest.fixture
def revised(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Of each list that was loaded again, whether only its changes were translated.

    Every list counts as a large one.
    """
    monkeypatch.setattr(name_set, "IN_MEMORY", 1)
    seen: list[bool] = []
    of = ChangedLines.of

    def noted(self: ChangedLines, content: object) -> object:
        found = of(self, content)  # type: ignore[arg-type]
        if content.kind == "list":  # type: ignore[attr-defined]
            seen.append(found is not None)
        return found

    monkeypatch.setattr(ChangedLines, "of", noted)
    return seen


def write_list(path: Path, rows: Iterable[tuple[str, ...]], header: Iterable[str] = HEADER) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(header)
        out.writerows(rows)
    return path


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a load leaves behind and tells."""

    digests: tuple[str, str]
    quads: int
    names: frozenset[tuple[str, ...]]
    told: tuple[object, ...]
    questions: tuple[object, ...]


def outcome(home: Settings, load: Callable[[], LoadReport]) -> Outcome:
    """Load, and tell everything that may not depend on what was loaded before."""
    try:
        report = load()
        review = [row for row in report.review if str(row["place"]).startswith("firms.csv")]
        told: tuple[object, ...] = (report.datasets, review, report.notes)
    except FaultyInput as found:
        told = (type(found), found.problems, found.zh)
    generation = Store(home).read()
    names = generation.names.connection.execute(
        "SELECT thing.iri, class, name, name_en, match, form, how FROM thing "
        "JOIN form ON form.thing = thing.id"
    ).fetchall()
    manifest = generation.manifest
    return Outcome(
        (manifest.digest, manifest.mirror_digest),
        manifest.quads,
        frozenset(names),
        told,
        tuple(read_pending(home.home)),
    )


def _with_others(folder: Path) -> Settings:
    """A home with datasets that name firms of the list."""
    home = read_settings({"GAOXIN_HOME": str(folder / "home")})
    others = write_statements(folder, "others.csv", OTHERS)
    load_paths(home, [write_sources(folder), others])
    return home


@settings(
    max_examples=_EXAMPLES, phases=[Phase.explicit, Phase.generate]
)  # shrinking takes minutes
@given(_versions())
def _check_versions(seen: list[bool], versions: list[list[Row]]) -> None:
    assume(all(a != b for a, b in pairwise(versions)))  # an unchanged file is not read
    with TemporaryDirectory() as name:
        folder = Path(name)
        steps = _with_others(folder)
        empty = copy_home(steps, folder / "empty")
        path = folder / "firms.csv"
        for number, rows in enumerate(versions):
            write_list(path, rows)
            fresh = copy_home(empty, folder / f"fresh{number}")
            expected = outcome(fresh, lambda: load_paths(fresh, [path], source="名单"))  # noqa: B023
            found = outcome(steps, lambda: load_paths(steps, [path], source="名单"))
            if issubclass(type(expected.told[0]), type):
                assert found.told == expected.told
                return
            assert found == expected
            check_content(steps)


def test_any_changes_give_what_a_fresh_load_gives(revised: list[bool]) -> None:
    _check_versions(revised)
    assert True in revised


def test_another_name_of_a_code_becomes_its_name(
    revised: list[bool], shipped_settings: Settings, tmp_path: Path
) -> None:
    """The name in the first row of a code is shown; records that stay have it as their label."""
    rows = [
        ("戊有限公司", CODES[1], "", "张三", "2", "10"),
        ("甲有限公司", CODES[1], "", "", "1", "10"),
        ("戊有限公司", CODES[1], "", "李四", "1", ""),
    ]
    steps = copy_home(shipped_settings, tmp_path / "steps")
    path = tmp_path / "firms.csv"
    for number, changed in enumerate([rows, rows[1:]]):
        write_list(path, changed)
        found = outcome(steps, lambda: load_paths(steps, [path], source="名单"))
        fresh = copy_home(shipped_settings, tmp_path / f"fresh{number}")
        assert found == outcome(fresh, lambda: load_paths(fresh, [path], source="名单"))  # noqa: B023


def test_rows_of_zones_and_industries(
    revised: list[bool], shipped_settings: Settings, tmp_path: Path
) -> None:
    """The last row in a zone goes, others stay; a written form of a zone is one of its names."""
    header = ("企业名称", "统一社会信用代码", "所属园区", "所属行业", "注册资本（万元）")
    rows = [
        ("甲有限公司", CODES[0], "合肥高新区", "软件开发", "1"),
        ("戊有限公司", CODES[1], "合肥市高新区", "C3825", "2"),
        ("己有限公司", CODES[2], "成都高新区", "软件开发", "3"),
        ("庚有限公司", CODES[3], "合肥高新区", "C3825", "4"),
    ]
    steps = copy_home(shipped_settings, tmp_path / "steps")
    path = tmp_path / "firms.csv"
    for number, changed in enumerate(
        [rows, [*rows[:2], *rows[3:]], [rows[0], (*rows[3][:4], "5")], [*rows[2:], rows[0]]]
    ):
        write_list(path, changed, header)
        found = outcome(steps, lambda: load_paths(steps, [path], source="名单"))
        fresh = copy_home(shipped_settings, tmp_path / f"fresh{number}")
        assert found == outcome(fresh, lambda: load_paths(fresh, [path], source="名单"))  # noqa: B023
    assert revised == [False, False, True, False, True, False, True, False]


@pytest.mark.parametrize("most", [2, 50])
def test_names_are_gathered_by_a_second_process_when_there_are_too_many_changes(
    revised: list[bool],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    most: int,
) -> None:
    monkeypatch.setattr(compare_records, "MOST", most)
    monkeypatch.setattr(records_module, "IN_MEMORY", 2)
    rows = [(name, code, "", "", "1", "") for name, code in zip(PLAIN, CODES, strict=True)]
    steps = _with_others(tmp_path)
    fresh = copy_home(steps, tmp_path / "fresh")
    path = write_list(tmp_path / "firms.csv", rows)
    load_paths(steps, [path], source="名单")
    write_list(path, [rows[0], *((*row[:4], "2", "") for row in rows[1:])])
    found = outcome(steps, lambda: load_paths(steps, [path], source="名单"))
    assert found == outcome(fresh, lambda: load_paths(fresh, [path], source="名单"))
    assert revised == [False, most > 2, False]


@pytest.mark.parametrize("is_large", [False, True])
def test_a_firm_that_moves_is_resolved_again_where_only_its_name_stands(
    shipped_settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    is_large: bool,
) -> None:
    if is_large:
        monkeypatch.setattr(name_set, "IN_MEMORY", 1)
    header = ("企业名称", "统一社会信用代码", "所属园区")
    code = "91110108M000101Y4"
    code += check_character(code)
    rows = [
        "合肥甲有限公司|Enterprise|website|https://a.cn|",
        "合肥甲有限公司|Enterprise|locatedIn|成都市|City",
    ]
    others = [write_sources(tmp_path), write_statements(tmp_path, "others.csv", rows)]
    steps = copy_home(shipped_settings, tmp_path / "steps")
    path = write_list(tmp_path / "firms.csv", [("合肥甲有限公司", code, "合肥高新区")], header)
    load_paths(steps, [*others, path], source="名单")
    write_list(path, [("合肥甲有限公司", code, "成都高新区")], header)
    assert load_paths(steps, [path], source="名单").retranslated == ["others"]
    fresh = copy_home(shipped_settings, tmp_path / "fresh")
    load_paths(fresh, [*others, path], source="名单")
    assert Store(steps).read().manifest.digest == Store(fresh).read().manifest.digest
