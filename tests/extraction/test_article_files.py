"""Files are read as articles: their text, and where it stood in the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaoxin.cli.article_loading import are_articles
from gaoxin.errors import InvalidSource
from gaoxin.extraction.article import Article
from gaoxin.extraction.reading.read_article import (
    MAX_BYTES,
    article_of,
    find_articles,
    read_article,
)

TEXT = (
    "东山高新区产值超过三百亿元\r\n\r\n  2024年，东山高新区产值超过\u200b300亿元。\r\n甲公司落户。"
)


def stands_where_it_stood(article: Article) -> None:
    """Each character of the text is the one at its place in the original."""
    assert article.text
    for place, character in enumerate(article.text):
        if character != "\n":
            assert article.original[article.origin(place)] == character


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_in_any_usual_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "文章.txt"
    text = TEXT if encoding != "gb18030" else TEXT.replace("\u200b", "")
    path.write_bytes(text.encode(encoding))
    article = read_article(path)
    assert article.text.split("\n") == [
        "东山高新区产值超过三百亿元",
        "2024年，东山高新区产值超过300亿元。",
        "甲公司落户。",
    ]
    assert article.title == "东山高新区产值超过三百亿元"
    stands_where_it_stood(article)


def test_a_sentence_is_no_title() -> None:
    assert article_of("甲公司落户东山高新区。\n乙公司也落户。").title == ""


def test_the_same_text_has_the_same_key() -> None:
    assert article_of(TEXT).key == article_of(TEXT.replace("\r\n", "\n")).key


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("空.txt", b"", "文件是空的"),
        ("空白.txt", " \n\u3000\n".encode(), "没有文字"),
        ("二进制.txt", b"\x00\x01\x02abc", "零字节"),
        ("表.txt", b"PK\x03\x04....", "压缩包"),
        ("旧.doc", b"\xd0\xcf\x11\xe0", "不能当文章读"),
        ("大.txt", b"a" * (MAX_BYTES + 1), "请按篇拆开"),
    ],
)
def test_what_is_no_article_is_refused(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InvalidSource) as refused:
        read_article(path)
    assert reason in refused.value.zh
    assert name in refused.value.zh
    assert refused.value.en


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidSource, match=r"没有这个文件|no such file"):
        read_article(tmp_path / "没有.txt")


def test_hidden_folders_count_neither_as_articles_nor_as_tables(tmp_path: Path) -> None:
    (tmp_path / ".cache").mkdir()
    (tmp_path / ".cache" / "表.csv").write_text("a,b\n", "utf-8")
    (tmp_path / "文章.md").write_text("东山高新区开局良好。", "utf-8")
    assert are_articles([tmp_path])
    assert find_articles([tmp_path]) == [tmp_path / "文章.md"]
