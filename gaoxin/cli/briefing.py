"""The command brief: two pages about a zone for a superior, as a Word document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gaoxin.cli.frame import command
from gaoxin.cli.names import NameArgument, TypeOption, open_graph
from gaoxin.cli.options import WeakestGradeOption
from gaoxin.language import in_brackets, say

if TYPE_CHECKING:
    from gaoxin.graph.facts.reader import SourceRef
    from gaoxin.graph.store.generation import Generation


@command(
    "brief",
    say("写一份两页的简报（Word）。", "Write a brief of two pages (Word)."),
    say(
        "要点、产业、数字、承诺与进展、还不知道的，来源在脚注里。"
        "装有附加组件 charts 时带一幅图。例：gaoxin brief 合肥高新区 -o 简报.docx；"
        "gaoxin brief 合肥高新区 --against 武汉东湖高新区 -o 简报.docx",
        "Key facts, industries, figures, promises and their state, what is not known; sources in "
        "footnotes; a chart with the extra charts. Examples: gaoxin brief 合肥高新区 -o x.docx; "
        "gaoxin brief hfgxq --against whdhgxq -o x.docx",
    ),
)
def brief(
    name: NameArgument,
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            help=say("写入的文件，以 .docx 结尾。", "The file to write; ends with .docx."),
        ),
    ],
    against: Annotated[
        str | None,
        typer.Option("--against", help=say("与这一家对照。", "Set it beside this one.")),
    ] = None,
    kind: TypeOption = None,
    grade: WeakestGradeOption = "",
) -> None:
    """Gather the content, write the document, and tell where it is."""
    from gaoxin.cli.asked import asked
    from gaoxin.cli.terminal import tell
    from gaoxin.errors import BadUsage
    from gaoxin.files import write_whole
    from gaoxin.graph.briefing.brief import brief as brief_of
    from gaoxin.graph.briefing.side_by_side import brief_of_two
    from gaoxin.graph.briefing.word_document import word_document

    if output.suffix.lower() != ".docx":
        raise BadUsage(
            f"{output} 须以 .docx 结尾。", f"{output} must end with .docx.", file=str(output)
        )
    generation = open_graph()
    today = asked().time.date()
    found = generation.names.resolve(name, kind).iri
    if against is None:
        content = brief_of(generation, found, today, _drawn, grade)
    else:
        other = generation.names.resolve(against, kind).iri
        content = brief_of_two(generation, (found, other), today, _drawn, grade)
    write_whole(output, word_document(content, lambda source: _footnote(generation, source)))
    tell(say(f"已写入 {output}", f"Wrote {output}"))


def _drawn(spec: dict[str, Any]) -> bytes:
    """A chart as a PNG; without the means to draw it, it is left out, and that is said."""
    from tempfile import TemporaryDirectory

    from gaoxin.cli.terminal import tell
    from gaoxin.errors import ServiceUnavailable
    from gaoxin.graph.charts.draw import draw

    with TemporaryDirectory() as folder:
        path = Path(folder) / "chart.png"
        try:
            draw(spec, path)
        except ServiceUnavailable as cause:
            tell(say("简报里没有图：", "The brief has no chart: ") + say(cause.zh, cause.en))
            return b""
        return path.read_bytes()


def _footnote(generation: Generation, source: SourceRef) -> str:
    """A source as in a bibliography, with its own grade in words."""
    from gaoxin.graph.citing.references import reference
    from gaoxin.graph.facts.grades import grade_word
    from gaoxin.graph.facts.source_records import source_record

    record = source_record(generation, source.key)
    text, grade = reference(record).gbt, grade_word(record.grade)
    return text + in_brackets(grade)
