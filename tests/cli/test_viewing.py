"""``gaoxin view``: pages and pictures, and arguments that make no sense."""

from __future__ import annotations

import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from gaoxin.graph.view import picture_file
from tests.cli.conftest import Command

SVG = "{http://www.w3.org/2000/svg}"


def texts_of(path: Path) -> set[str]:
    """The texts of an SVG file of slide size."""
    root = ElementTree.parse(path).getroot()
    assert (root.get("width"), root.get("height")) == ("1920", "1080")
    return {element.text or "" for element in root.iter(SVG + "text")}


@pytest.mark.browser
@pytest.mark.skipif(not picture_file.browser_program(), reason="NO CHROMIUM: pictures NOT tested")
def test_pictures_are_taken_from_the_page(gaoxin: Command, tmp_path: Path) -> None:
    png, svg = tmp_path / "图 1.png", tmp_path / "图.SVG"
    status, _, err = gaoxin("--lang", "zh", "view", "合肥高新区", "-o", str(png))
    assert status == 0
    assert "从网页取得" in err
    data = png.read_bytes()
    assert data.startswith(b"\x89PNG")
    assert [int.from_bytes(data[at : at + 4], "big") for at in (16, 20)] == [1920, 1080]
    assert gaoxin("--lang", "zh", "view", "合肥高新区", "-o", str(svg))[0] == 0
    texts = texts_of(svg)
    assert {"合肥高新技术产业开发区", "智能语音", "主导产业 6"} <= texts
    assert any(text.startswith("来源：") for text in texts)


def test_without_a_browser_the_program_draws_itself_and_says_so(
    gaoxin: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture_file, "BROWSERS", ())
    svg = tmp_path / "x.svg"
    status, _, err = gaoxin("--lang", "zh", "view", "合肥高新区", "-o", str(svg))
    assert status == 0
    assert "由程序自己绘制" in err
    assert {"合肥高新技术产业开发区", "智能语音", "主导产业 6"} <= texts_of(svg)
    ElementTree.parse(svg)
    assert "stroke-dasharray" in svg.read_text(encoding="utf-8")  # what is only planned is hollow


def test_a_png_without_browser_and_converter_is_refused(
    gaoxin: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture_file, "BROWSERS", ())
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    status, _, err = gaoxin("view", "合肥高新区", "-o", str(tmp_path / "x.png"))
    assert status == 3
    assert ".svg" in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["x.jpg", "x.pdf", "x"])
def test_another_form_is_refused_before_anything_is_done(
    gaoxin: Command, tmp_path: Path, name: str
) -> None:
    status, _, err = gaoxin("view", "合肥高新区", "-o", str(tmp_path / name))
    assert status == 2
    assert ".png" in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("合肥高新区", "--of", "zone"),
        ("合肥高新区", "--by", "industry"),
        ("--whole", "--source", "article-002"),
        ("合肥高新区", "--path"),
        ("合肥高新区", "济南高新区", "苏州高新区", "--path"),
    ],
)
def test_arguments_that_ask_for_two_pictures_or_none(
    gaoxin: Command, arguments: tuple[str, ...]
) -> None:
    status, _, err = gaoxin("view", *arguments)
    assert status == 2
    assert "gaoxin view" in err


@pytest.mark.parametrize(
    ("arguments", "kind"),
    [
        (("合肥高新区",), "star"),
        (("合肥高新区", "济南高新区"), "compare"),
        (("合肥高新区", "济南高新区", "--path"), "path"),
        (("--of", "高新区"), "blocks"),
        (("--of", "zone", "--by", "industry"), "blocks"),
        (("--source", "article-002"), "blocks"),
        (("合肥高新区", "--relation", "hasIndustry", "--limit", "40"), "star"),
    ],
)
def test_one_argument_chooses_the_picture(
    gaoxin: Command, tmp_path: Path, arguments: tuple[str, ...], kind: str
) -> None:
    page = tmp_path / "x.html"
    assert gaoxin("view", *arguments, "-o", str(page))[0] == 0
    text = page.read_text(encoding="utf-8")
    assert f'"arrangement":{{"kind":"{kind}"' in text
    assert "gaoxin view " + " ".join(arguments) in text
