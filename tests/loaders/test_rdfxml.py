"""RDF/XML: declared encodings, internal entities, no external content, bounds."""

from __future__ import annotations

import codecs
from pathlib import Path

import pyoxigraph as ox
import pytest

from gaoxin.settings import Bounds
from tests.fixtures.rdf import RDF_XML, lines, read, triples

NAME = '<rdf:Description rdf:about="http://e.org/a"><e:p xml:lang="zh">天津滨海</e:p>'
NAME += "</rdf:Description>"
SAID = '<http://e.org/a> <http://e.org/p> "天津滨海"@zh'


def declared(encoding: str, body: str = NAME) -> str:
    return f'<?xml version="1.0" encoding="{encoding}"?>\n{RDF_XML}{body}</rdf:RDF>'


@pytest.mark.parametrize(
    ("encoding", "codec"),
    [
        ("GB2312", "gb2312"),
        ("gbk", "gbk"),
        ("GB18030", "gb18030"),
        ("GB2312", "gb18030"),
        ("big5", "gb18030"),
        ("UTF-8", "utf-8"),
        ("utf8", "utf-8-sig"),
        ("UTF-16", "utf-16"),
        ("EUC-KR", "euc-kr"),
        ("Shift_JIS", "shift_jis"),
    ],
)
def test_the_declared_encoding_is_read(tmp_path: Path, encoding: str, codec: str) -> None:
    if encoding == "big5":
        codec = "big5"
        content = declared(encoding, NAME.replace("滨", "濱")).encode(codec)
        assert triples(read(tmp_path, "a.rdf", content)) == [SAID.replace("滨", "濱")]
    elif codec in ("euc-kr", "shift_jis"):
        content = declared(encoding, NAME.replace("天津滨海", "天津")).encode(codec)
        assert triples(read(tmp_path, "a.rdf", content)) == [SAID.replace("天津滨海", "天津")]
    else:
        assert triples(read(tmp_path, "a.rdf", declared(encoding).encode(codec))) == [SAID]


def test_utf_16_is_known_by_its_mark(tmp_path: Path) -> None:
    text = f'<?xml version="1.0"?>\n{RDF_XML}{NAME}</rdf:RDF>'
    for mark, codec in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        assert triples(read(tmp_path, "a.rdf", mark + text.encode(codec))) == [SAID]


@pytest.mark.parametrize(
    ("content", "line", "english"),
    [
        (declared("GB2312").encode(), 1, "declares GB2312 but is written in UTF-8"),
        (declared("UTF-8", f"\n{NAME}").encode("gb18030"), 3, "this is not UTF-8"),
        (
            declared("GB18030").encode("ascii", "ignore").replace(b"></e:p", b">\xff\xff</e:p"),
            2,
            "this is not GB18030",
        ),
        (declared("UTF-7").encode(), 1, "encoding UTF-7 is not supported"),
        (declared("unicode_escape").encode(), 1, "encoding unicode_escape is not supported"),
        (declared("iso-8859-99").encode(), 1, "encoding iso-8859-99 is not supported"),
    ],
)
def test_a_wrong_encoding_is_named(tmp_path: Path, content: bytes, line: int, english: str) -> None:
    (problem,) = read(tmp_path, "a.rdf", content).problems
    assert english in problem.en
    assert problem.line == line


ENTITIES = (
    '<!DOCTYPE rdf:RDF [\n<!ENTITY e "http://e.org/">\n'
    '<!ENTITY rdf "http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n<!ENTITY name "天津&#x6ee8;海">\n'
    "<!-- a comment --> ]>\n"
)


def test_entities_of_the_file_are_written_out(tmp_path: Path) -> None:
    text = (
        f'<?xml version="1.0"?>\n{ENTITIES}<rdf:RDF xmlns:rdf="&rdf;" xmlns:e="&e;">'
        '<rdf:Description rdf:about="&e;a"><e:p xml:lang="zh">&name;</e:p></rdf:Description>'
        "</rdf:RDF>"
    )
    assert triples(read(tmp_path, "a.owl", text)) == [SAID]


def test_default_attributes_of_the_file_count(tmp_path: Path) -> None:
    text = f'<!DOCTYPE r [<!ATTLIST e:p xml:lang CDATA "zh">]>{RDF_XML}{NAME}</rdf:RDF>'
    assert triples(read(tmp_path, "a.rdf", text.replace(' xml:lang="zh"', ""))) == [SAID]


@pytest.mark.parametrize(
    ("doctype", "english"),
    [
        ('<!DOCTYPE r SYSTEM "file:///etc/passwd">', "DTD outside the file"),
        ('<!DOCTYPE r PUBLIC "-//x" "http://127.0.0.1/x.dtd">', "DTD outside the file"),
        ('<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "the entity 'a'"),
        ('<!DOCTYPE r [<!ENTITY a SYSTEM "x" NDATA gif>]>', "the entity 'a'"),
        ('<!DOCTYPE r [<!ENTITY % a "x"> %a;]>', "the entity 'a'"),
        ('<!DOCTYPE r [<!ENTITY % a SYSTEM "http://127.0.0.1/">]>', "the entity 'a'"),
        ("<!DOCTYPE r []>", "undefined entity"),
        ("", "undefined entity"),
    ],
)
def test_nothing_outside_the_file_is_read(tmp_path: Path, doctype: str, english: str) -> None:
    body = '<rdf:Description rdf:about="a:b"><e:p>&a;</e:p></rdf:Description></rdf:RDF>'
    (problem,) = read(
        tmp_path, "a.rdf", f'<?xml version="1.0"?>\n{doctype}{RDF_XML}{body}'
    ).problems
    assert english in problem.en
    assert problem.line == 2


def test_entities_expand_within_bounds(tmp_path: Path) -> None:
    entities = '<!ENTITY a0 "aaaaaaaaaa">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 30)
    )
    text = '<rdf:Description rdf:about="a:b"><e:p>&a29;</e:p></rdf:Description></rdf:RDF>'
    (problem,) = read(tmp_path, "a.rdf", f"<!DOCTYPE r [{entities}]>{RDF_XML}{text}").problems
    assert "amplification" in problem.en or "64 times" in problem.en
    # One long entity that is used often: not nested, but still too large.
    entity, many = f'<!ENTITY a "{"a" * 100_000}">', "<e:p>&a;</e:p>" * 10_000
    body = f'<rdf:Description rdf:about="a:b">{many}</rdf:Description></rdf:RDF>'
    (problem,) = read(tmp_path, "a.rdf", f"<!DOCTYPE r [{entity}]>{RDF_XML}{body}").problems
    assert "amplification" in problem.en or "64 times" in problem.en


def test_lines_are_those_of_the_file(tmp_path: Path) -> None:
    text = (
        f'<?xml version="1.0"?>\n<!-- a\ncomment -->\n{RDF_XML}\n<e:C\n\nrdf:about="http://e.org/a"\n>'
        '\n<e:n\nrdf:about="rel"/></e:C>\n<e:D rdf:ID="x"/></rdf:RDF>'
    )
    problems = read(tmp_path, "a.rdf", text).problems
    assert [(p.line, p.column, p.value) for p in problems] == [
        (9, "rdf:about", "rel"),
        (11, "rdf:ID", "x"),
    ]
    assert all("--base" in p.en and "--base" in p.zh for p in problems)


@pytest.mark.parametrize("name", ["bagID", "aboutEach", "aboutEachPrefix"])
def test_attributes_withdrawn_from_rdf_are_refused(tmp_path: Path, name: str) -> None:
    body = f'\n<rdf:Description rdf:about="a:b" rdf:{name}="x" e:p="y"/></rdf:RDF>'
    for more in ({}, {"relative_to": "a:c"}):
        problem = read(tmp_path, "a.rdf", RDF_XML + body, **more).problems[0]
        assert (problem.line, problem.column) == (2, f"rdf:{name}")
        assert "withdrawn" in problem.en


def test_a_base_makes_relative_iris_absolute(tmp_path: Path) -> None:
    body = '<e:C rdf:about="a"><e:q rdf:resource="#b"/></e:C></rdf:RDF>'
    expected = [
        "<http://e.org/a> <http://e.org/q> <http://e.org/f#b>",
        "<http://e.org/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://e.org/C>",
    ]
    based = RDF_XML.replace(">", ' xml:base="http://e.org/f">')
    assert triples(read(tmp_path, "a.rdf", based + body)) == expected
    given = read(tmp_path, "a.rdf", RDF_XML + body, relative_to="http://e.org/f")
    assert triples(given) == expected


def test_text_and_attributes_come_through_unchanged(tmp_path: Path) -> None:
    text = "&lt;a href=\"x\"&gt; &amp;amp; <![CDATA[<b>&amp;</b>]]> 'q' a&#13;&#10;b\tc"
    attribute = "&lt;&gt;&amp;&quot;&#9;&#10;&#13;'"
    body = f'<rdf:Description rdf:about="a:b" e:n="{attribute}"><e:p>{text}</e:p></rdf:Description>'
    content = read(tmp_path, "a.rdf", f"{RDF_XML}{body}</rdf:RDF>")
    assert content.problems == []
    values = {
        str(q.predicate): q.object.value for q in content.quads if isinstance(q.object, ox.Literal)
    }
    assert values == {
        "<http://e.org/n>": "<>&\"\t\n\r'",
        "<http://e.org/p>": "<a href=\"x\"> &amp; <b>&amp;</b> 'q' a\r\nb\tc",
    }


def test_an_xml_literal_is_canonical(tmp_path: Path) -> None:
    body = (
        '<rdf:Description rdf:about="a:b"><e:p rdf:parseType="Literal"><br b="1" a="2"/>'
        '<e:x xmlns:unused="http://u/"/><!--c--><?pi x?>&amp;</e:p></rdf:Description>'
    )
    (line,) = triples(read(tmp_path, "a.rdf", f"{RDF_XML}{body}</rdf:RDF>"))
    assert line == (
        '<a:b> <http://e.org/p> "<br a=\\"2\\" b=\\"1\\"></br><e:x xmlns:e=\\"http://e.org/\\"></e:x>'
        '<!--c--><?pi x?>&amp;"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#XMLLiteral>'
    )
    # References within it are text, not RDF.
    body = '<rdf:Description rdf:about="a:b"><e:p rdf:parseType="Literal"><a rdf:about="x"/></e:p>'
    assert lines(read(tmp_path, "a.rdf", f"{RDF_XML}{body}</rdf:Description></rdf:RDF>"))


def test_nesting_is_bounded(tmp_path: Path) -> None:
    body = '<e:C rdf:about="a:b"><e:p>' * 6 + "<e:D rdf:about='a:c'/>" + "</e:p></e:C>" * 6
    text = f"{RDF_XML}\n{body}</rdf:RDF>"
    assert lines(read(tmp_path, "a.rdf", text, bounds=Bounds(max_nesting=14)))
    (problem,) = read(tmp_path, "a.rdf", text, bounds=Bounds(max_nesting=13)).problems
    assert problem.line == 2
    assert "GAOXIN_MAX_NESTING" in problem.en


def test_a_language_beside_an_xml_literal_changes_nothing(tmp_path: Path) -> None:
    body = '<rdf:Description rdf:about="a:b"><e:p xml:lang="zh" rdf:parseType="Literal"><br/></e:p>'
    (line,) = triples(read(tmp_path, "a.rdf", f"{RDF_XML}{body}</rdf:Description></rdf:RDF>"))
    assert '"<br></br>"^^' in line
