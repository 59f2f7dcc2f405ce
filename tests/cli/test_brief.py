"""``gaoxin brief``: a Word document of two pages, with footnotes."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from gaoxin.graph.briefing.parts import Brief, BriefPart, BriefTable, line
from gaoxin.graph.briefing.promises import promises_part
from gaoxin.graph.briefing.word_document import word_document
from gaoxin.graph.facts.reader import SourceRef
from gaoxin.graph.portrait.known_facts import Told
from tests.cli.conftest import Command

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STATED = SourceRef("a", "Title A", "", "D")
IMPLIED = SourceRef("b", "Title B", "", "I")


def texts(content: bytes, part: str = "word/document.xml") -> list[str]:
    """The paragraphs of a part, a footnote reference as ``^1``."""
    root = ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read(part))
    found = []
    for paragraph in root.iter(f"{W}p"):
        pieces = [
            (node.text or "") if node.tag == f"{W}t" else f"^{node.get(f'{W}id')}"
            for node in paragraph.iter()
            if node.tag in (f"{W}t", f"{W}footnoteReference")
        ]
        found.append("".join(pieces))
    return found


def test_a_source_has_one_footnote_and_marks_repeat_its_number() -> None:
    lines = (
        line("one", Told("x", (STATED,))),
        line("two", Told("y", (IMPLIED, STATED))),
        line("three", Told("z", (IMPLIED,))),
    )
    table = BriefTable(("head",), ((line("", Told("cell", (STATED,))),),), (1,))
    content = word_document(
        Brief("T", "B", (BriefPart("H", lines, table),)), lambda source: f"{source.title} & more"
    )
    assert texts(content) == [
        "T",
        "B",
        "H",
        "onex[^1]",
        "twoy[^2*][1]",
        "threez[2*]",
        "head",
        "cell[1]",
    ]
    notes = texts(content, "word/footnotes.xml")
    assert [note.strip() for note in notes if note] == ["Title A & more", "Title B & more"]
    names = zipfile.ZipFile(io.BytesIO(content)).read("[Content_Types].xml").decode()
    assert "/word/footnotes.xml" in names


def test_text_that_xml_cannot_hold_is_replaced() -> None:
    part = BriefPart("H", (line("a\x00b", Told("c", (STATED,))),))
    content = word_document(Brief("T", "B", (part,)), lambda source: "\x1b")
    assert "a\ufffdbc[^1]" in texts(content)


def test_word_opens_it(gaoxin: Command, tmp_path: Path) -> None:
    from docx import Document

    target = tmp_path / "简报.docx"
    status, _, err = gaoxin("--lang", "zh", "brief", "合肥高新区", "-o", str(target))
    assert status == 0, err
    document = Document(str(target))
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 2"]
    assert headings == ["要点", "产业", "数字", "承诺与进展", "还不知道的"]
    assert document.paragraphs[0].text == "合肥高新技术产业开发区简报"
    assert "第 1 代" in document.paragraphs[1].text
    whole = "\n".join(texts(target.read_bytes()))
    assert "获批" in whole
    assert "没有来源报道" in whole
    notes = texts(target.read_bytes(), "word/footnotes.xml")
    assert any("推动高质量发展 国家高新区准备这么干[N]" in note for note in notes)
    assert any("未经查证" in note for note in notes)
    assert not re.search(r"[a-z]+_[a-z]+|no_date|actual", whole)


def test_two_beside_each_other(gaoxin: Command, tmp_path: Path) -> None:
    target = tmp_path / "两家.docx"
    status, _, err = gaoxin(
        "--lang", "zh", "brief", "合肥高新区", "--against", "武汉东湖高新区", "-o", str(target)
    )
    assert status == 0, err
    whole = "\n".join(texts(target.read_bytes()))
    assert whole.startswith("合肥高新区与东湖高新区对照简报")
    assert "两家都有：" in whole
    assert "不可比：" in whole


def test_industries_of_one_official_class_are_not_told_as_one(
    gaoxin: Command, tmp_path: Path
) -> None:
    """集成电路 and 车规级芯片 were among what both zones have."""
    target = tmp_path / "两家.docx"
    pair = ("合肥高新区", "--against", "芜湖高新区")
    assert gaoxin("--lang", "zh", "brief", *pair, "-o", str(target))[0] == 0
    whole = "\n".join(texts(target.read_bytes()))
    alike = whole.partition("分类相近：")[2]
    assert "集成电路（合肥高新区） ≈ 车规级芯片（芜湖高新区）" in alike[:40]
    assert "集成电路" not in whole.partition("两家都有：")[2].partition("分类相近：")[0]


def test_chart_or_a_word_that_there_is_none(
    gaoxin: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "x.docx"
    status, _, err = gaoxin("brief", "合肥高新区", "-o", str(target))
    pictures = [n for n in zipfile.ZipFile(target).namelist() if n.startswith("word/media/")]
    assert status == 0
    assert bool(pictures) != ("The brief has no chart: " in err)
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    _, _, err = gaoxin("brief", "合肥高新区", "-o", str(target))
    assert "The brief has no chart: Charts need an extra" in err
    assert not any(n.startswith("word/media/") for n in zipfile.ZipFile(target).namelist())


@pytest.mark.parametrize("zone", ["天津滨海高新区", "济南高新区", "大连高新区", "苏州高新区"])
def test_it_stays_within_two_pages(zone: str, gaoxin: Command, tmp_path: Path) -> None:
    """Nothing here renders Word; the lines are counted by their width instead."""
    target = tmp_path / "x.docx"
    for against in ([], ["--against", "合肥高新区"]):
        assert gaoxin("--lang", "zh", "brief", zone, *against, "-o", str(target))[0] == 0
        assert centimetres(target) < 2 * 25.7, (zone, against)


def centimetres(path: Path) -> float:
    """About how high the content is: each row is as high as its highest cell."""
    from docx import Document

    def height(text: str, width: float, size: float) -> float:
        char = size * 0.0353  # a Chinese character is as wide as high
        length = sum(1.0 if ord(c) > 0x2000 else 0.5 for c in text)
        return max(1, -(-length * char // width)) * char * 1.35

    document: Any = Document(str(path))
    whole = sum(height(p.text, 17, 10.5) + 0.15 for p in document.paragraphs)
    for table in document.tables:
        for row in table.rows:
            whole += max(height(c.text, c.width.cm - 0.38, 9) for c in row.cells) + 0.05
    whole += sum(picture.height.cm for picture in document.inline_shapes)
    notes = texts(path.read_bytes(), "word/footnotes.xml")
    return float(whole + sum(height(note, 17, 8) for note in notes if note))


@pytest.mark.parametrize(
    ("verdict", "why", "wanted"),
    [
        ("reached", "", "reached: 12"),
        ("unreported", "", "due, nothing reported"),
        ("unknown", "no_date", "no deadline"),
        ("unknown", "something new", "cannot be judged"),
    ],
)
def test_state_of_a_promise_in_words(verdict: str, why: str, wanted: str) -> None:
    columns = ("source", "source_title", "source_date", "grade")
    row = dict.fromkeys((*columns, *(f"reached_{name}" for name in columns), "reached_unit"), "")
    row |= {"kind": "target", "verdict": verdict, "why": why, "due": "2025-12-31", "fell_due": "x"}
    row |= {"subject": "Z", "indicator": "i", "promised": ">10", "unit": "", "qualifier": ""}
    row["reached"] = "12" if verdict == "reached" else ""
    part = promises_part([("Z", [row])])
    assert part.table is not None
    assert [cell[0].text for cell in part.table.rows[0]][1:] == [
        "more than 10",
        "31 December 2025",
        wanted,
    ]
    aim = row | {"kind": "positioning", "promised": ""}
    part = promises_part([("Z", [aim])])
    assert part.table is not None
    assert part.table.rows[0][1][0].text == "positioning"


def test_only_word_documents_are_written(gaoxin: Command, tmp_path: Path) -> None:
    status, _, err = gaoxin("brief", "合肥高新区", "-o", str(tmp_path / "x.pdf"))
    assert (status, "must end with .docx" in " ".join(err.split())) == (2, True)
    status, _, err = gaoxin("brief", "没有这样的名称", "-o", str(tmp_path / "x.docx"))
    assert status == 1
    assert list(tmp_path.iterdir()) == []
