"""The source of a list: described in one line, remembered, shared, or named after the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaoxin.errors import BadUsage
from gaoxin.graph.store.store import Store
from gaoxin.loaders.list_sources import (
    KnownSource,
    key_of_file,
    key_of_title,
    known_sources,
    list_source,
)
from gaoxin.loaders.load import load_paths
from gaoxin.loaders.publish import LoadReport
from gaoxin.loaders.reference.sources import SourceDescription
from gaoxin.loaders.source_line import NO_SOURCE, SourceLine, check_source_line
from gaoxin.loaders.tables.cells import SOURCE_KEY
from gaoxin.model import Fact, Text
from gaoxin.settings import Settings, read_settings
from tests.fixtures.tables import write_sources, write_statements

TITLE = "合肥高新区2025年重点企业名单"
OFFICE = "合肥高新区管委会"
ROWS = ["甲厂|Enterprise|operatesIn|光伏|Industry"]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return read_settings({"GAOXIN_HOME": str(tmp_path / "home")})


def write(folder: Path, name: str = "firms.csv", source: str = "") -> Path:
    return write_statements(folder, name, ROWS, source)


def load(settings: Settings, path: Path, line: SourceLine = NO_SOURCE) -> LoadReport:
    return load_paths(settings, [path], source=line)


def described(settings: Settings) -> dict[str, KnownSource]:
    return {source.description.title: source for source in known_sources(Store(settings).read())}


def test_the_date_above_a_list_is_that_of_its_source(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    for said, line, date in (
        ("填报日期：2025-1-1", NO_SOURCE, "2025-01-01"),
        ("填报日期：2025年3月", NO_SOURCE, "2025-03"),
        ("填报日期：2025年3月", SourceLine(date="2025-06"), "2025-06"),
        ("填报日期：", NO_SOURCE, "2025-06"),
    ):
        path.write_text(
            f"单位：万元,{said}\n企业名称,营业收入\n甲厂,5{len(said)}\n", encoding="utf-8"
        )
        load(settings, path, line)
        assert described(settings)["a"].description.date == date


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2025", "2025"),
        ("2025-06", "2025-06"),
        ("2025-6-3", "2025-06-03"),
        ("2025年", "2025"),
        ("2025年6月", "2025-06"),
        (" 2025 年 6 月 30 日 ", "2025-06-30"),
        ("2025/6/30", "2025-06-30"),
        ("2025.6", "2025-06"),
        ("２０２５年６月", "2025-06"),
        ("202506", "2025-06"),
        ("20250630", "2025-06-30"),
    ],
)
def test_dates_as_people_write_them(written: str, iso: str) -> None:
    assert check_source_line(SourceLine(date=written)).date == iso


@pytest.mark.parametrize("written", ["六月", "2025-13", "2025-02-30", "25-06", "2025年上半年", "1"])
def test_what_is_no_date_is_refused(written: str) -> None:
    with pytest.raises(BadUsage) as caught:
        check_source_line(SourceLine(date=written))
    assert "--date" in caught.value.en
    assert "2025-06" in caught.value.zh


@pytest.mark.parametrize(
    ("line", "option"),
    [
        (SourceLine("  "), "--source"),
        (SourceLine("甲\x1b[31m"), "--source"),
        (SourceLine("甲", publisher="乙\u202e"), "--publisher"),
        (SourceLine("甲", grade="E"), "--grade"),
        (SourceLine("甲", grade="很好"), "--grade"),
        (SourceLine("甲", url="见附件"), "--url"),
        (SourceLine("甲", url="https://a.cn/ b"), "--url"),
    ],
)
def test_other_values_are_refused(line: SourceLine, option: str) -> None:
    with pytest.raises(BadUsage) as caught:
        check_source_line(line)
    assert caught.value.zh.startswith(option)
    assert option in caught.value.en


def test_a_grade_may_be_written_small() -> None:
    assert check_source_line(SourceLine(grade=" ｄ")).grade == "D"


@pytest.mark.parametrize("title", [TITLE, "List 2025", "★", "2025", "a" * 300, "名单" * 100])
def test_the_key_is_stable_and_valid(title: str) -> None:
    assert key_of_title(title) == key_of_title(f"《{title}》")
    for key in (key_of_title(title), key_of_file(title, "a"), key_of_file(title, "b")):
        assert SOURCE_KEY.fullmatch(key)
    assert len({key_of_title(title), key_of_file(title, "a"), key_of_file(title, "b")}) == 3


def test_one_line_becomes_a_source(settings: Settings, tmp_path: Path) -> None:
    line = SourceLine(TITLE, OFFICE, "2025年6月", "https://hf.gov.cn/list", "d")
    report = load(settings, write(tmp_path), line)
    assert any(TITLE in note and OFFICE in note for note in report.notes)
    source = described(settings)[TITLE]
    key = key_of_title(TITLE)
    assert source == KnownSource(
        SourceDescription(
            key, TITLE, "D", publisher=OFFICE, date="2025-06", urls=("https://hf.gov.cn/list",)
        ),
        frozenset({"firms"}),
    )
    assert set(Store(settings).read().manifest.datasets["firms"].graphs) == {key}


def test_details_stay_when_the_list_is_loaded_again(settings: Settings, tmp_path: Path) -> None:
    path = write(tmp_path)
    load(settings, path, SourceLine(TITLE, OFFICE, "2025-06"))
    assert not load(settings, path, SourceLine(TITLE)).changed
    report = load(settings, path, SourceLine(TITLE, date="2025-07"))
    assert report.changed
    told = described(settings)[TITLE].description
    assert (told.publisher, told.date) == (OFFICE, "2025-07")
    load(settings, path, SourceLine(TITLE, publisher=""))
    assert described(settings)[TITLE].description.publisher == ""


def test_a_known_source_is_found_by_key_and_by_title(settings: Settings, tmp_path: Path) -> None:
    load_paths(settings, [write_sources(tmp_path)])
    for text in ("paper-a", "甲报", "《甲報》"):
        report = load(settings, write(tmp_path), SourceLine(text))
        assert set(Store(settings).read().manifest.datasets["firms"].graphs) == {"paper-a"}
        assert any("甲报" in note for note in report.notes)
    with pytest.raises(BadUsage) as caught:
        load(settings, write(tmp_path), SourceLine("甲报", grade="B"))
    assert "甲报" in caught.value.zh
    assert "--grade" in caught.value.en
    assert not load(settings, write(tmp_path), SourceLine("甲报", grade="D")).changed


def test_a_table_of_sources_in_the_same_load(settings: Settings, tmp_path: Path) -> None:
    paths = [write_sources(tmp_path), write(tmp_path)]
    assert load_paths(settings, paths, source=SourceLine("paper-b")).changed
    assert set(Store(settings).read().manifest.datasets["firms"].graphs) == {"paper-b"}


def test_lists_that_share_a_source_describe_it_each(settings: Settings, tmp_path: Path) -> None:
    first, second = write(tmp_path, "one.csv"), write(tmp_path, "two.csv")
    load(settings, first, SourceLine(TITLE, OFFICE))
    load(settings, second, SourceLine(TITLE))
    assert described(settings)[TITLE].datasets == {"one", "two"}
    assert described(settings)[TITLE].description.publisher == OFFICE
    with pytest.raises(BadUsage) as caught:
        load(settings, second, SourceLine(TITLE, "武汉高新区管委会"))
    assert "one" in caught.value.en
    assert OFFICE in caught.value.zh
    line = SourceLine(TITLE, "高新区管委会")
    assert load_paths(settings, [first, second], source=line).changed
    assert described(settings)[TITLE].description.publisher == "高新区管委会"


def test_a_list_without_a_source_is_named_after_its_file() -> None:
    found = list_source(NO_SOURCE, dataset="2024/企业", file="/x/企业名单.xlsx")
    assert found.key == key_of_file("企业名单", "2024/企业")
    facts = {r.predicate: r.object for r in found.records if isinstance(r, Fact)}
    assert facts["confidence"] == Text("C")
    assert "--source" in found.notes[0]
    again = list_source(SourceLine(publisher=OFFICE), dataset="x", file="企业名单.xlsx")
    facts = {r.predicate: r.object for r in again.records if isinstance(r, Fact)}
    assert Text(OFFICE) in facts.values()
    assert found.key != again.key


def test_a_list_keeps_its_source() -> None:
    for key in (key_of_title(TITLE), key_of_file(TITLE, "firms")):
        known = KnownSource(SourceDescription(key, TITLE, "D", OFFICE), frozenset({"firms"}))
        found = list_source(NO_SOURCE, dataset="firms", file="other.xlsx", known=[known])
        assert found.key == key
        assert any(getattr(r, "object", None) == Text(OFFICE) for r in found.records)
        other = list_source(NO_SOURCE, dataset="other", file="other.xlsx", known=[known])
        assert other.key == key_of_file("other", "other")


def test_a_title_of_two_sources_is_a_question() -> None:
    known = [
        KnownSource(SourceDescription(key_of_file("名单", name), "名单", "C"), frozenset({name}))
        for name in ("a", "b")
    ]
    with pytest.raises(BadUsage) as caught:
        list_source(SourceLine("名单"), dataset="c", file="c.csv", known=known)
    assert caught.value.facts["sources"] == [source.key for source in known]
    found = list_source(SourceLine(known[1].key), dataset="c", file="c.csv", known=known)
    assert found.key == known[1].key


def test_a_source_that_no_fact_needs_is_not_added(settings: Settings, tmp_path: Path) -> None:
    load_paths(settings, [write_sources(tmp_path)])
    report = load(settings, write(tmp_path, source="paper-a"), SourceLine(TITLE))
    assert TITLE not in described(settings)
    assert any("--source" in note for note in report.notes)
