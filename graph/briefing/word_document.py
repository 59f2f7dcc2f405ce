"""Write a brief as a Word document (.docx) with real footnotes.

A source has one footnote, where it is first named; later marks repeat its number.  ``*`` marks
what it only implies, ``?`` general knowledge.  python-docx has no footnotes, so their part of the
package is made here (ECMA-376, part 1, 17.11).
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape

from gaoxin.graph.briefing.parts import Brief, BriefLine, BriefTable
from gaoxin.graph.facts.grades import IMPLIED, UNVERIFIED
from gaoxin.graph.facts.reader import SourceRef
from gaoxin.language import language, say

Footnote = Callable[[SourceRef], str]
"""The text of a source's footnote."""

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PART = "/word/footnotes.xml"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_SEPARATORS = "".join(
    f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
    for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
)
_SERIF, _SANS, _LATIN = "宋体", "黑体", "Times New Roman"
_TEXT, _CELL, _NOTE = 10.5, 9, 8  # points
_MARGIN, _WIDTH = 2.0, 17.0  # centimetres; A4 is 21 wide
_PICTURE = 13.0, 6.5  # centimetres at most
_GREY, _BLUE = "BFBFBF", "1F4E79"


def word_document(content: Brief, footnote: Footnote) -> bytes:
    """The brief as the content of a .docx file."""
    writer = _Writer(footnote)
    writer.write(content)
    return writer.finished()


class _Writer:
    """Writes one document from top to bottom and numbers the footnotes as they come."""

    def __init__(self, footnote: Footnote) -> None:
        from docx import Document

        self._document = Document()
        self._footnote = footnote
        self._numbers: dict[str, int] = {}
        self._notes: list[str] = []

    def write(self, content: Brief) -> None:
        self._lay_out(content.title)
        title = self._document.add_paragraph()
        title.alignment = 1  # centred
        self._run(title, content.title, 18, bold=True, face=_SANS)
        basis = self._document.add_paragraph()
        basis.alignment = 1
        self._run(basis, content.basis, _CELL, colour="595959")
        for part in content.parts:
            self._heading(part.heading)
            for told in part.lines:
                self._line(self._document.add_paragraph(), told, _TEXT)
            if part.table is not None:
                self._table(part.table)
            if part.picture:
                self._picture(part.picture)

    def finished(self) -> bytes:
        """The file, with the part of the footnotes."""
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        body = "".join(self._notes)
        xml = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
            f'<w:footnotes xmlns:w="{_NAMESPACE}">{_SEPARATORS}{body}</w:footnotes>'
        )
        part = Part(PackURI(_PART), _CONTENT, xml.encode(), self._document.part.package)
        self._document.part.relate_to(part, _RELATION)
        page = io.BytesIO()
        self._document.save(page)
        return page.getvalue()

    def _lay_out(self, title: str) -> None:
        from docx.shared import Cm, Pt

        section = self._document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(_MARGIN)
        section.top_margin = section.bottom_margin = Cm(_MARGIN)
        style = self._document.styles["Normal"]
        style.font.size = Pt(_TEXT)
        style.paragraph_format.space_after = Pt(3)
        style.paragraph_format.space_before = Pt(0)
        properties = self._document.core_properties
        properties.title, properties.author = title, say("高新图谱", "Gaoxin Graph")
        properties.created = properties.modified = datetime.now(UTC)
        properties.language = "zh-CN" if language() == "zh" else "en"
        properties.comments = ""

    def _heading(self, text: str) -> None:
        from docx.shared import Pt

        paragraph = self._document.add_heading(level=2)
        paragraph.paragraph_format.space_before = Pt(8)
        paragraph.paragraph_format.space_after = Pt(3)
        self._run(paragraph, text, 12, bold=True, face=_SANS, colour=_BLUE)

    def _line(self, paragraph: Any, told: BriefLine, size: float, *, bold: bool = False) -> None:
        for piece in told:
            self._run(paragraph, piece.text, size, bold=bold)
            for source in piece.sources:
                self._mark(paragraph, source)

    def _run(
        self,
        paragraph: Any,
        text: str,
        size: float,
        *,
        bold: bool = False,
        face: str = _SERIF,
        colour: str = "",
    ) -> Any:
        from docx.oxml.ns import qn
        from docx.shared import Pt, RGBColor

        run = paragraph.add_run(_printable(text))
        run.font.size, run.font.bold, run.font.name = Pt(size), bold, _LATIN
        run._element.rPr.rFonts.set(qn("w:eastAsia"), face)
        if colour:
            run.font.color.rgb = RGBColor.from_string(colour)
        return run

    def _mark(self, paragraph: Any, source: SourceRef) -> None:
        """A footnote for a source that was not named yet, else its number again."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        sign = {IMPLIED: "*", UNVERIFIED: "?"}.get(source.grade, "") + "]"
        known = self._numbers.get(source.key)
        if known is not None:
            paragraph.add_run(f"[{known}{sign}").font.superscript = True
            return
        number = self._numbers[source.key] = len(self._numbers) + 1
        run = paragraph.add_run("[")
        run.font.superscript = True
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(number))
        run._element.append(reference)
        paragraph.add_run(sign).font.superscript = True
        self._notes.append(_note(number, self._footnote(source)))

    def _table(self, content: BriefTable) -> None:
        from docx.shared import Cm

        table = self._document.add_table(rows=1, cols=len(content.head))
        table.style, table.autofit = "Table Grid", False
        _set_borders(table)
        for cell, text in zip(table.rows[0].cells, content.head, strict=True):
            self._run(cell.paragraphs[0], text, _CELL, bold=True, face=_SANS)
            _shade(cell)
        _repeat(table.rows[0])
        for cells in content.rows:
            row = table.add_row()
            for number, (cell, told) in enumerate(zip(row.cells, cells, strict=True)):
                self._line(cell.paragraphs[0], told, _CELL, bold=number == 0 and len(cells) < 4)
        whole = sum(content.widths)
        for row in table.rows:
            for cell, share in zip(row.cells, content.widths, strict=True):
                cell.width = Cm(_WIDTH * share / whole)
                cell.paragraphs[0].paragraph_format.space_after = 0

    def _picture(self, content: bytes) -> None:
        from docx.image.image import Image
        from docx.shared import Cm

        paragraph = self._document.add_paragraph()
        paragraph.alignment = 1
        image = Image.from_blob(content)
        width, height = _PICTURE
        scale = min(width / image.px_width, height / image.px_height)
        size = {"width": Cm(image.px_width * scale), "height": Cm(image.px_height * scale)}
        paragraph.add_run().add_picture(io.BytesIO(content), **size)


def _note(number: int, text: str) -> str:
    size = f'<w:rPr><w:sz w:val="{_NOTE * 2}"/></w:rPr>'
    mark = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    return (
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:spacing w:after="0"/></w:pPr>'
        f"<w:r>{mark}<w:footnoteRef/></w:r>"
        f'<w:r>{size}<w:t xml:space="preserve"> {escape(_printable(text))}</w:t></w:r></w:p>'
        "</w:footnote>"
    )


def _printable(text: str) -> str:
    """The text without characters that XML cannot hold."""
    return "".join(
        c if c.isprintable() or c in "\n\t" else "\N{REPLACEMENT CHARACTER}" for c in text
    )


def _set_borders(table: Any) -> None:
    from docx.oxml import parse_xml

    sides: Sequence[str] = ("top", "bottom", "insideH")
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{_GREY}"/>' for side in sides
    )
    none = "".join(f'<w:{side} w:val="nil"/>' for side in ("left", "right", "insideV"))
    table._tbl.tblPr.append(
        parse_xml(f'<w:tblBorders xmlns:w="{_NAMESPACE}">{_ordered(lines + none)}</w:tblBorders>')
    )


def _ordered(borders: str) -> str:
    """The borders in the order of the schema: top, left, bottom, right, insideH, insideV."""
    parts = [f"<w:{part}" for part in borders.split("<w:")[1:]]
    order = ("top", "left", "bottom", "right", "insideH", "insideV")
    return "".join(sorted(parts, key=lambda part: order.index(part[3:].split()[0])))


def _shade(cell: Any) -> None:
    from docx.oxml import parse_xml

    cell._tc.get_or_add_tcPr().append(
        parse_xml(f'<w:shd xmlns:w="{_NAMESPACE}" w:val="clear" w:color="auto" w:fill="DEEAF6"/>')
    )


def _repeat(row: Any) -> None:
    from docx.oxml import parse_xml

    row._tr.get_or_add_trPr().append(parse_xml(f'<w:tblHeader xmlns:w="{_NAMESPACE}"/>'))
