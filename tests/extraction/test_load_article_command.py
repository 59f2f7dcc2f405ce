"""``gaoxin load`` tells articles from tables, and says what was loaded and what comes next."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaoxin.cli import run
from gaoxin.cli.article_loading import are_articles
from gaoxin.errors import BadUsage
from gaoxin.settings import Settings
from tests.fixtures.homes import copy_home


def file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "text", "is_article"),
    [
        ("文章.txt", "东山高新区开局良好\n2024年，东山高新区营业收入达到300亿元。\n", True),
        ("文章.txt", "东山高新区去年营业收入超过300亿元，甲公司落户。\n\n乙公司投产。", True),
        (
            "文章.txt",
            "“开门红”,东山高新区这么干\n张三\n新年伊始,东山高新区开局良好,甲公司投产。",
            True,
        ),
        ("表.txt", "企业名称\t地址\n甲公司\t东山路1号\n", False),
        ("表.txt", "企业名称,地址\n甲公司,东山路1号\n", False),
        ("表.txt", "sep=;\n企业名称;地址\n", False),
        ("文.docx", "", True),
        ("文.PDF", "", True),
        ("网页.html", "", True),
        ("表.csv", "", False),
        ("图.ttl", "", False),
    ],
)
def test_articles_and_tables_are_told_apart(
    tmp_path: Path, name: str, text: str, is_article: bool
) -> None:
    assert are_articles([file(tmp_path, name, text)]) is is_article


def test_a_folder_of_articles_is_told_from_one_of_tables(tmp_path: Path) -> None:
    folder = tmp_path / "夹"
    (folder / "下").mkdir(parents=True)
    file(folder / "下", "文.txt", "甲公司落户。")
    assert are_articles([folder])
    file(folder, "表.csv", "")
    assert not are_articles([folder])


def test_articles_and_tables_together_are_refused(tmp_path: Path) -> None:
    paths = [file(tmp_path, "文.docx", ""), file(tmp_path, "表.csv", "")]
    with pytest.raises(BadUsage, match=r"表\.csv"):
        are_articles(paths)


def test_the_next_step_is_told(
    shipped_settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    home = copy_home(shipped_settings, tmp_path / "home").home
    monkeypatch.setenv("GAOXIN_HOME", str(home))
    text = (
        "合肥高新区开局良好\n合肥高新区党工委书记李明介绍，云岭光电股份有限公司落户合肥高新区。\n"
    )
    path = file(tmp_path, "文章.txt", text)
    assert run(["--lang", "zh", "load", str(path), "--fast"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("合肥高新区开局良好\n  读出")
    assert "待审" in shown
    assert "gaoxin review --article " in shown
    command = next(line for line in shown.splitlines() if "review --article" in line).split()
    assert run(["--lang", "zh", *command[1:], "--list"]) == 0
    assert "李明" in capsys.readouterr().out
    assert run(["load", str(path), "--mapping", "x.toml"]) == 2
    assert "--mapping" in capsys.readouterr().err
