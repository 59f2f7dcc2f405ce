"""Entries of a bibliography: GB/T 7714-2015 and BibTeX, with nothing guessed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gaoxin.graph.citing.references import graph_reference, reference
from gaoxin.graph.facts.source_records import SourceRecord
from gaoxin.language import choose_language

PAPER = SourceRecord(
    "paper-1",
    "https://example.org/source/paper-1",
    "高新区 50% 的产业",
    "科技日报",
    "2011-07-07",
    "一版",
    "newspaper article",
    "",
    "D",
)


def test_newspaper_with_everything(chinese: None) -> None:
    found = reference(PAPER)
    assert found.gbt == "高新区 50% 的产业[N]. 科技日报, 2011-07-07(一版)."
    assert found.missing == ()
    assert found.bibtex.startswith("@article{paper-1,\n")
    for line in ("title = {{高新区 50\\% 的产业}}", "journal = {科技日报}", "year = {2011}"):
        assert line in found.bibtex


def test_an_address_of_a_copy_is_said_to_be_one(chinese: None) -> None:
    copied = replace(PAPER, url="https://copies.example/1", is_copy=True)
    assert "原文的网址（所给的是转载）" in reference(copied).missing
    assert "网址是转载" in reference(copied).bibtex
    assert "转载" not in "".join(reference(replace(copied, is_copy=False)).missing)


def test_what_is_not_known_is_said(chinese: None) -> None:
    found = reference(replace(PAPER, publisher="", date="", page=""))
    assert found.gbt == "高新区 50% 的产业[N]. [报刊名不详], [日期不详]."
    assert found.missing == ("报刊名", "日期", "版次")
    assert "year" not in found.bibtex
    assert "journal" not in found.bibtex
    assert found.bibtex.startswith("@misc{")


@pytest.mark.parametrize(
    ("kind", "url", "accessed", "wanted"),
    [
        (
            "web page",
            "http://a.b/c",
            "2026-05-31",
            "央广网. T[EB/OL]. (2023-02-17)[2026-05-31]. http://a.b/c",
        ),
        (
            "page excerpt",
            "http://a.b/c",
            "",
            "央广网. T[EB/OL]. (2023-02-17)[引用日期]. http://a.b/c",
        ),
        (
            "news",
            "http://a.b/c",
            "2026-05-31",
            "T[N/OL]. 央广网, 2023-02-17[2026-05-31]. http://a.b/c",
        ),
        ("book", "", "", "T[M]. 央广网, 2023-02-17."),
        ("official document", "", "", "T[Z]. 央广网, 2023-02-17."),
    ],
)
def test_form_follows_the_kind(
    kind: str, url: str, accessed: str, wanted: str, chinese: None
) -> None:
    record = replace(PAPER, title="T", publisher="央广网", date="2023-02-17", page="")
    assert reference(replace(record, kind=kind, url=url), "", accessed).gbt == wanted


def test_place_in_the_source(chinese: None) -> None:
    found = reference(PAPER, "para. 12; para. 3")
    assert found.gbt.endswith("科技日报, 2011-07-07(一版): 第 3、12 段.")
    assert "note = {一版, 第 3、12 段}" in found.bibtex
    book = replace(PAPER, kind="book", page="")
    found = reference(book, "pp. 15-17")
    assert found.gbt == "高新区 50% 的产业[M]. 科技日报, 2011-07-07: 15-17."
    assert "pages = {15--17}" in found.bibtex


def test_general_knowledge_cannot_be_cited() -> None:
    found = reference(replace(PAPER, title="常识", kind="general knowledge", grade="U"))
    assert "no source that can be cited" in found.gbt
    assert found.missing == ("a source that can be cited",)


def test_graph_with_iri_and_generation() -> None:
    choose_language("zh")
    iri = "https://w3id.org/gaoxin/id/zone/hefei"
    found = graph_reference("合肥_1", iri, 7, "0123456789abcdef", "2026-11-26", "2026-11-27")
    assert found.gbt == (
        f"高新图谱. 合肥_1[DB/OL]. 第 7 代（摘要 0123456789ab）. (2026-11-26)[2026-11-27]. {iri}"
    )
    assert "@misc{gaoxin:hefei," in found.bibtex
    assert "title = {{合肥\\_1}}" in found.bibtex
