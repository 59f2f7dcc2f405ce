"""Web pages, Word documents and PDF files are read as articles, or refused with what to do."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document

from gaoxin.errors import InvalidSource
from gaoxin.extraction.reading.read_article import find_articles, read_article
from tests.fixtures.small_pdf import in_columns, write_pdf

PARAGRAPHS = (
    "记者从东山高新区管委会获悉，2024年，东山高新区实现营业收入312.5亿元，同比增长8.3%。",
    "位于高新区的江州云岭光电科技有限公司投资15亿元建设第二条生产线，预计2026年投产，"
    "达产后年产值可达40亿元，带动就业两千人。",
    "下一步，东山高新区将围绕光电子信息、生物医药、智能装备三大主导产业，力争到2027年营业收入突破500亿元。",
)
TITLE = "东山高新区开局良好"
PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>{title}_江州新闻网</title>
<meta name="publishdate" content="2025-03-12"><script>var a = "<p>西湖高新区</p>";</script></head>
<body><div class="nav"><a href="/">首页</a><a href="/a">新闻</a><a href="/b">西湖高新区</a></div>
<div class="article"><h1>{title}</h1><div class="info">2025-03-12 08:30 来源：江州日报</div>
<div id="content">{body}<p>　　本报记者 张三</p></div>
<div class="rel"><h3>相关新闻</h3><ul><li><a href="/c">南山高新区办人才大会</a></li></ul></div>
</div>
<div class="foot">版权所有 江州新闻网 京ICP备12345678号</div></body></html>"""


def refusal_of(path: Path) -> str:
    with pytest.raises(InvalidSource) as refused:
        read_article(path)
    assert refused.value.en
    assert path.name in refused.value.zh
    return refused.value.zh


def page(charset: str) -> str:
    body = "".join(f"<p>　　{text}</p>" for text in PARAGRAPHS)
    return PAGE.format(charset=charset, title=TITLE, body=body)


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("utf-8", "utf-8"), ("gb2312", "gb18030"), ("big5", "big5"), ("utf-8", "gb18030")],
)
def test_a_web_page_without_what_stands_around_it(
    tmp_path: Path, charset: str, encoding: str
) -> None:
    path = tmp_path / "新闻.html"
    path.write_bytes(page(charset).encode(encoding, "xmlcharrefreplace"))
    article = read_article(path)
    assert article.text.split("\n") == [TITLE, *PARAGRAPHS]
    assert (article.title, article.date) == (TITLE, "2025-03-12")


def test_a_table_of_a_page_is_rows(tmp_path: Path) -> None:
    path = tmp_path / "表.html"
    head = "<tr><th>指标</th><th>数值</th></tr>"
    table = f"<table>{head}<tr><td>营业收入</td><td>300亿元</td></tr></table>"
    path.write_text(page("utf-8").replace("<p>　　本报", f"{table}<p>　　本报"), encoding="utf-8")
    assert "营业收入  300亿元" in read_article(path).text.split("\n")


@pytest.mark.parametrize(
    "text",
    [
        "<html><body></body></html>",
        "<" * 100_000,
        "<html><body>" + "<div>" * 50_000 + "<p>甲</p>" + "</div>" * 50_000 + "</body></html>",
    ],
)
def test_a_page_without_an_article(tmp_path: Path, text: str) -> None:
    path = tmp_path / "空.html"
    path.write_text(text, encoding="utf-8")
    assert "复制到 .txt" in refusal_of(path)


def test_a_page_that_is_a_book(tmp_path: Path) -> None:
    path = tmp_path / "长.html"
    path.write_text(
        f"<html><body>{'<p>甲公司落户。</p>' * 300_000}</body></html>", encoding="utf-8"
    )
    assert "太长" in refusal_of(path)


def test_a_word_document_with_headings_and_tables(tmp_path: Path) -> None:
    document = Document()
    document.add_heading(TITLE, 0)
    for text in PARAGRAPHS:
        document.add_paragraph(text)
    table = document.add_table(1, 2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "营业收入", "300亿元"
    path = tmp_path / "稿.docx"
    document.save(str(path))
    article = read_article(path)
    assert article.text.split("\n") == [TITLE, *PARAGRAPHS, "营业收入  300亿元"]
    assert article.title == TITLE


def test_documents_that_are_none(tmp_path: Path) -> None:
    locked = tmp_path / "密.docx"
    locked.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert "去掉密码" in refusal_of(locked)
    damaged = tmp_path / "坏.docx"
    damaged.write_bytes(b"PK\x03\x04" + bytes(100))
    assert "已损坏" in refusal_of(damaged)
    other = tmp_path / "别.docx"
    with ZipFile(other, "w") as packed:
        packed.writestr("xl/workbook.xml", "<a/>")
    assert "不是 Word" in refusal_of(other)
    broken = tmp_path / "断.docx"
    with ZipFile(broken, "w") as packed:
        packed.writestr("word/document.xml", "<a>")
    assert "已损坏" in refusal_of(broken)


@pytest.mark.parametrize(("width", "columns"), [(15, 2), (13, 3), (40, 1)])
def test_the_columns_of_a_pdf_are_paragraphs(tmp_path: Path, width: int, columns: int) -> None:
    title = [(60.0, 780.0, 24.0, TITLE)]
    path = write_pdf(tmp_path / "报.pdf", [[*title, *in_columns(PARAGRAPHS, width, columns)]])
    article = read_article(path)
    assert article.text.split("\n") == [TITLE, *PARAGRAPHS]
    assert article.title == TITLE


def test_a_paragraph_goes_on_on_the_next_page(tmp_path: Path) -> None:
    lines = in_columns(PARAGRAPHS, 15, 1)
    pages = [
        [(60.0, 800.0, 9.0, f"江州日报 2025年3月12日 第{number}版"), *part]
        for number, part in ((1, lines[:4]), (2, lines[4:9]), (3, lines[9:]))
    ]
    article = read_article(write_pdf(tmp_path / "报.pdf", pages))
    assert article.text.split("\n") == list(PARAGRAPHS)


def test_a_pdf_that_cannot_be_read(tmp_path: Path) -> None:
    scanned = write_pdf(tmp_path / "扫描.pdf", [[], []])
    assert "没有文字层" in refusal_of(scanned)
    locked = write_pdf(tmp_path / "密.pdf", [in_columns(PARAGRAPHS)], is_locked=True)
    assert "密码" in refusal_of(locked)
    damaged = tmp_path / "坏.pdf"
    damaged.write_bytes(b"%PDF-1.4\n" + bytes(2_000))
    assert "已损坏" in refusal_of(damaged)


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("文.doc", "另存为 .docx"),
        ("图.JPG", "OCR"),
        ("表.xlsx", "gaoxin load"),
        ("包.zip", "解压"),
        ("书.caj", "文字层"),
        ("没有后缀", ".txt"),
    ],
)
def test_files_of_other_kinds_are_refused_with_what_to_do(
    tmp_path: Path, name: str, advice: str
) -> None:
    path = tmp_path / name
    path.write_bytes(b"x")
    assert advice in refusal_of(path)


def test_the_articles_of_a_folder(tmp_path: Path) -> None:
    for name in ("乙.txt", "甲.md", "下/丙.txt", ".隐.txt", "~$丁.docx", "图.png"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("甲公司落户。", encoding="utf-8")
    found = [str(path.relative_to(tmp_path)) for path in find_articles([tmp_path])]
    assert found == sorted(["乙.txt", "甲.md", "下/丙.txt"])
    (tmp_path / "空").mkdir()
    with pytest.raises(InvalidSource, match=r"没有文章|no article"):
        find_articles([tmp_path / "空"])


@pytest.mark.parametrize("text", ["[" * 50_000, "（" * 50_000, "“" * 50_000, "东山高新区" * 60_000])
def test_strange_lines_are_read_in_time(tmp_path: Path, text: str) -> None:
    path = tmp_path / "怪.txt"
    path.write_text(text, encoding="utf-8")
    assert read_article(path).text == text
