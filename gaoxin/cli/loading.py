"""Commands that change the store (load, remove), and validate, which only checks files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from gaoxin.cli.article_loading import (
    ArticleOption,
    are_articles,
    load_as_articles,
    refuse_options,
)
from gaoxin.cli.extracting import FastOption
from gaoxin.cli.frame import command
from gaoxin.cli.interruption import told_if_interrupted
from gaoxin.cli.list_options import ListChoices, MappingOption, PersonalOption
from gaoxin.cli.load_options import DatasetOption, ProblemsOption, SkipOption
from gaoxin.cli.load_reports import print_report
from gaoxin.cli.options import FormatOption, OutputOption
from gaoxin.cli.problem_files import ProblemFiles
from gaoxin.cli.source_options import (
    DateOption,
    GradeOption,
    PublisherOption,
    SourceOptions,
    TitleOption,
    UrlOption,
)
from gaoxin.language import say

if TYPE_CHECKING:
    from gaoxin.loaders.publish import LoadReport

Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[PATH]...",
        help=say(
            "表格（csv、tsv、xlsx、xls、ods、parquet）、RDF 文件、"
            "文章（.txt、.docx、.pdf、.html、.md）或文件夹；不写则用项目自带的数据。",
            "Tables (csv, tsv, xlsx, xls, ods, parquet), RDF files, articles (.txt, .docx, "
            ".pdf, .html, .md) or folders; without any, the project's own data.",
        ),
        show_default=False,
    ),
]
KeepForeignOption = Annotated[
    bool,
    typer.Option(
        "--keep-foreign",
        help=say(
            "保留本体之外的词：可以查询，不入镜像。",
            "Keep terms outside the ontology: they can be queried and are not mirrored.",
        ),
    ),
]
RdfFormatOption = Annotated[
    str | None,
    typer.Option(
        "--rdf-format",
        metavar="FORMAT",
        help=say(
            "RDF 文件的格式（默认看文件名和开头）："
            "turtle、ntriples、nquads、trig、jsonld、rdfxml。",
            "The format of RDF files (default: by name and beginning): turtle, ntriples, nquads, "
            "trig, jsonld, rdfxml.",
        ),
    ),
]
BaseOption = Annotated[
    str | None,
    typer.Option(
        "--base",
        metavar="IRI",
        help=say("RDF 文件中相对 IRI 的基准。", "The base of relative IRIs in RDF files."),
    ),
]
ReplaceOption = Annotated[
    bool,
    typer.Option(
        "--replace",
        help=say(
            "允许替换来自另一个文件的数据集。",
            "Replace a dataset even if it came from another file.",
        ),
    ),
]
ReportOption = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        help=say(
            "把报告写入这个文件；有问题而未载入时，写的是标出问题的表（.xlsx、.csv、.json）。",
            "Write the report into this file; if there are problems, write the table with its "
            "problems instead (.xlsx, .csv, .json).",
        ),
    ),
]


@command(
    "load",
    say("载入数据。", "Load data."),
    say(
        "每个文件（夹）是一个数据集；再次载入同一文件会替换它，没有变化则不产生新的一代。"
        "只要有一行不能用，就什么都不发布。",
        "Each file or folder is a dataset; loading it again replaces it, and without a change "
        "there is no new generation. If one row cannot be used, nothing is published.",
    ),
)
def load(
    paths: Paths = None,
    dataset: DatasetOption = None,
    source: TitleOption = None,
    publisher: PublisherOption = None,
    date: DateOption = None,
    url: UrlOption = None,
    grade: GradeOption = None,
    mapping: MappingOption = None,
    personal: PersonalOption = None,
    rdf_format: RdfFormatOption = None,
    base: BaseOption = None,
    keep_foreign: KeepForeignOption = False,
    replace: ReplaceOption = False,
    problems: ProblemsOption = None,
    skip_bad_rows: SkipOption = False,
    article: ArticleOption = False,
    fast: FastOption = False,
    form: FormatOption = None,
    output: ReportOption = None,
) -> None:
    """Load the given paths, or by default the data shipped with the project."""
    from gaoxin.loaders.load import load_paths

    described = SourceOptions(source, publisher, date, url, grade)
    if paths and (article or are_articles(paths)):
        of_tables = {
            "--dataset": dataset,
            "--mapping": mapping,
            "--personal": personal,
            "--rdf-format": rdf_format,
            "--base": base,
            "--problems": problems,
            "--skip-bad-rows": skip_bad_rows,
        }
        refuse_options([name for name, value in of_tables.items() if value])
        load_as_articles(paths, described, fast=fast, form=form, output=output)
        return
    lists = ListChoices(mapping, personal)
    given = _Given(described, lists, keep_foreign, replace)
    rdf, files = (rdf_format, base), ProblemFiles(problems, output, skip_bad_rows, given.again())
    report = _run(load_paths, paths, dataset, described, lists, rdf, keep_foreign, replace, files)
    if not report.changed:
        report.notes.append(
            say(
                f"没有变化，仍是第 {report.generation} 代。",
                f"Nothing changed: still generation {report.generation}.",
            )
        )
    print_report(report, form, output)


@command(
    "validate",
    say("检查数据，不载入。", "Check data without loading it."),
    say(
        "做载入时要做的一切检查，但什么都不发布。",
        "Does every check that loading does, and publishes nothing.",
    ),
)
def validate(
    paths: Paths = None,
    dataset: DatasetOption = None,
    source: TitleOption = None,
    publisher: PublisherOption = None,
    date: DateOption = None,
    url: UrlOption = None,
    grade: GradeOption = None,
    mapping: MappingOption = None,
    personal: PersonalOption = None,
    rdf_format: RdfFormatOption = None,
    base: BaseOption = None,
    keep_foreign: KeepForeignOption = False,
    replace: ReplaceOption = False,
    problems: ProblemsOption = None,
    skip_bad_rows: SkipOption = False,
    form: FormatOption = None,
    output: ReportOption = None,
) -> None:
    """Report every problem in the given paths, or by default in the shipped data."""
    from gaoxin.loaders.load import validate_paths

    described = SourceOptions(source, publisher, date, url, grade)
    lists = ListChoices(mapping, personal)
    given = _Given(described, lists, keep_foreign, replace)
    rdf = (rdf_format, base)
    files = ProblemFiles(problems, output, skip_bad_rows, given.again(), is_check=True)
    report = _run(
        validate_paths, paths, dataset, described, lists, rdf, keep_foreign, replace, files
    )
    zh = f"载入会增加 {report.added:,} 条、减少 {report.removed:,} 条。"
    en = f"loading would add {report.added:,} quads and remove {report.removed:,}."
    is_partial = any(row.get("skipped") for row in report.datasets)
    report.notes.append(
        say(
            ("其余各行没有问题；" if is_partial else "没有问题；") + zh,
            ("No problems in the other rows; " if is_partial else "No problems; ") + en,
        )
    )
    print_report(report, form, output)


@command(
    "remove",
    say("移除一个数据集。", "Remove a dataset."),
    say("数据集的键见 gaoxin stats。", "Datasets and their keys: gaoxin stats."),
)
def remove(
    dataset: Annotated[
        str,
        typer.Argument(
            metavar="DATASET",
            help=say(
                "数据集的键，或它所来自的文件。", "The dataset's key, or the file it came from."
            ),
        ),
    ],
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Take one dataset out of the graph."""
    from gaoxin.cli.progress import ProgressLine
    from gaoxin.loaders.load import remove_dataset
    from gaoxin.settings import read_settings

    settings = read_settings()
    with told_if_interrupted(settings), ProgressLine() as progress:
        report = remove_dataset(settings, dataset, progress=progress)
    print_report(report, form, output)


class _Given(NamedTuple):
    """The options of a load that commands in its messages repeat."""

    source: SourceOptions
    lists: ListChoices
    keep_foreign: bool
    replace: bool

    def reading(self) -> tuple[str, ...]:
        """Those that say how the rows of a table are read."""
        return (*self.lists.words(), *(["--keep-foreign"] if self.keep_foreign else []))

    def again(self) -> tuple[str, ...]:
        """Those of a load of the whole table once it is corrected.

        Its heading of reasons names its dataset.
        """
        replace = ["--replace"] if self.replace else []
        return (*self.source.words(), *self.reading(), *replace)


def _run(
    work: Callable[..., LoadReport],
    paths: list[Path] | None,
    dataset: str | None,
    source: SourceOptions,
    lists: ListChoices,
    rdf: tuple[str | None, str | None],
    keep_foreign: bool,
    replace: bool,
    files: ProblemFiles,
) -> LoadReport:
    from gaoxin.cli.progress import ProgressLine
    from gaoxin.cli.skipped_files import SkippedFiles
    from gaoxin.loaders.rdf.parse import RdfOptions
    from gaoxin.loaders.row_selection import RowSelection
    from gaoxin.loaders.source_line import SourceLine
    from gaoxin.settings import read_settings

    settings = read_settings()
    with (
        told_if_interrupted(settings),
        files.written_for(paths or [], settings),
        ProgressLine() as progress,
    ):
        given = _Given(source, lists, keep_foreign, replace)
        described = tuple(source.words())
        skipped = SkippedFiles(files.problems, settings, described, given.reading())
        rows = RowSelection(may_skip=files.may_skip)
        rows.before_publishing = lambda: skipped.write(rows)
        report = work(
            settings,
            paths or None,
            dataset=dataset,
            source=SourceLine(*source),
            lists=lists.options(settings),
            rdf=RdfOptions(*rdf),
            keep_foreign=keep_foreign,
            rows=rows,
            replace=replace,
            progress=progress,
        )
    report.notes += skipped.notes
    return report
