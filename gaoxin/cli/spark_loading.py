"""``gaoxin spark load``: load a large list with Apache Spark."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gaoxin.cli import source_options
from gaoxin.cli.answers import print_answer
from gaoxin.cli.frame import command
from gaoxin.cli.list_options import ListChoices, MappingOption, PersonalOption
from gaoxin.cli.load_options import DatasetOption, ProblemsOption, SkipOption
from gaoxin.cli.options import FormatOption
from gaoxin.cli.problem_files import ProblemFiles
from gaoxin.cli.spark_group import spark_app
from gaoxin.cli.terminal import INTERRUPTED, tell
from gaoxin.errors import BadUsage
from gaoxin.language import say
from gaoxin.model import Answer

if TYPE_CHECKING:
    from gaoxin.spark.load_run import SparkReport

_FEW = 50_000
"""``gaoxin load`` reads so many entries in less time than Spark takes for a few (docs/scale.md)."""


@command(
    "load",
    say("把名单变成分块的 N-Quads。", "Turn a list into parts of N-Quads."),
    say(
        "结果与 gaoxin load 载入同一文件的结果相同（摘要相等）；"
        "名称按 GAOXIN_HOME 中已载入的数据识别。"
        "有一行不能用，就什么都不发布；再次运行会替换上次的结果。",
        "The result is that of gaoxin load for the same file (equal digests); names are recognised "
        "by the data in GAOXIN_HOME. If one row cannot be used, nothing is published. Running it "
        "again replaces the result.",
    ),
    within=spark_app,
)
def load(
    path: Annotated[
        str,
        typer.Argument(
            help=say(
                "表格（csv、tsv、xlsx、xls、ods、parquet）、装着它们的文件夹，"
                "或数据库的 JDBC 地址（另写 --table）。",
                "A table (csv, tsv, xlsx, xls, ods, parquet), a folder of them, or the JDBC "
                "address of a database (with --table).",
            )
        ),
    ],
    table: Annotated[
        str | None,
        typer.Option(
            "--table",
            help=say("数据库中的表或视图。", "The table or view of the database."),
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FOLDER",
            help=say(
                "结果的文件夹（默认在 GAOXIN_HOME 的 spark 中）；用集群时各台机器都要能写。",
                "The folder of the result (default: in spark of GAOXIN_HOME); all machines of a "
                "cluster must be able to write to it.",
            ),
        ),
    ] = None,
    master: Annotated[
        str,
        typer.Option(
            "--master",
            help=say(
                "Spark 的主节点：local[*] 是本机的所有核心，spark://主机:7077 是一个集群。",
                "The master of Spark: local[*] means all cores of this machine, spark://HOST:7077 "
                "a cluster.",
            ),
        ),
    ] = "local[*]",
    conf: Annotated[
        list[str] | None,
        typer.Option(
            "--conf",
            metavar="NAME=VALUE",
            help=say(
                "Spark 的设置，如 spark.executor.memory=4g；可写多次。",
                "A setting of Spark, such as spark.executor.memory=4g; may be repeated.",
            ),
        ),
    ] = None,
    part_mib: Annotated[
        int,
        typer.Option(
            "--part-mib",
            min=1,
            help=say(
                "大文件每块最多多少 MiB；一块由一个核心处理。",
                "The largest size of a part of a file in MiB; a part is the work of one core.",
            ),
        ),
    ] = 16,
    dataset: DatasetOption = None,
    source: source_options.TitleOption = None,
    publisher: source_options.PublisherOption = None,
    date: source_options.DateOption = None,
    url: source_options.UrlOption = None,
    grade: source_options.GradeOption = None,
    mapping: MappingOption = None,
    personal: PersonalOption = None,
    problems: ProblemsOption = None,
    skip_bad_rows: SkipOption = False,
    form: FormatOption = None,
) -> None:
    """Load a list on the workers of Spark and publish its parts."""
    from gaoxin.cli.progress import ProgressLine
    from gaoxin.cli.skipped_files import SkippedFiles
    from gaoxin.loaders.read import name_inputs
    from gaoxin.loaders.row_selection import RowSelection
    from gaoxin.loaders.source_line import SourceLine
    from gaoxin.settings import read_settings
    from gaoxin.spark.database_table import DatabaseTable
    from gaoxin.spark.input_parts import of_any_size
    from gaoxin.spark.load_list import SparkLoad
    from gaoxin.spark.session import SparkSettings

    settings = read_settings()
    described, lists = (
        source_options.SourceOptions(source, publisher, date, url, grade),
        ListChoices(mapping, personal),
    )
    again = (*described.words(), *lists.words())
    files = ProblemFiles(problems, None, skip_bad_rows, again)
    reading = of_any_size(settings)  # lists are cut, so bounds of files do not hold
    skipped = SkippedFiles(
        problems,
        reading,
        tuple(described.words()),
        tuple(lists.words()),
        ("gaoxin", "spark", "load"),
        knows_sources=False,  # the home knows those that gaoxin load has published
    )
    rows = RowSelection(may_skip=skip_bad_rows)
    rows.before_publishing = lambda: skipped.write(rows)
    log = settings.home / "spark.log"
    spark = SparkSettings(log, master, dict(map(_setting, conf or [])))
    database = None
    if path.startswith("jdbc:"):
        if not table:
            raise BadUsage(
                "请用 --table 写出数据库中的表。", "Name the table of the database by --table."
            )
        database = DatabaseTable(path, table, settings.jdbc_user, settings.jdbc_password)
    given = Path(database.name if database else path)
    [(key, _)] = name_inputs([given], dataset, {})
    place = output or settings.home / "spark" / key
    if database:  # beside the result, where all machines can read it
        given = place / "table" / database.name
    with (
        _told_if_interrupted(place),
        files.written_for([given], reading),
        ProgressLine() as progress,
        spark.engine() as engine,
    ):
        report = SparkLoad(
            settings,
            given,
            place,
            dataset=dataset,
            source=SourceLine(*described),
            lists=lists.options(settings),
            part_bytes=part_mib << 20,
            progress=progress,
            table=database,
            rows=rows,
        ).run(engine)
    report.notes += skipped.notes
    _print(report, place, form)


@contextmanager
def _told_if_interrupted(place: Path) -> Iterator[None]:
    """Say which result is in force if the work within is interrupted, and exit.

    A result is put into force by one renaming.
    """
    from gaoxin.spark.manifest_file import read_manifest

    try:
        yield
    except KeyboardInterrupt:
        if read_manifest(place):
            tell(
                say(
                    f"已中断；{place} 中仍是一份完整的结果。",
                    f"Interrupted: {place} still has a whole result.",
                )
            )
        else:
            tell(say("已中断，没有写出结果。", "Interrupted: there is no result."))
        raise typer.Exit(INTERRUPTED) from None


def _setting(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not (name and equals):
        raise BadUsage(
            f"--conf 须写成 名称=值，不是「{text}」。", f"--conf needs NAME=VALUE, not {text!r}."
        )
    return name, value


def _print(report: SparkReport, place: Path, form: str | None) -> None:
    manifest = report.manifest
    row = {
        "dataset": manifest.dataset,
        "kind": manifest.kind,
        "records": manifest.records,
        "quads": manifest.quads,
        "skipped": manifest.skipped or None,
        "parts": len(manifest.parts),
        "review": len(report.review),
    }
    folder = place / manifest.folder
    notes = list(report.notes)
    if report.changed:
        notes.append(say(f"已写入 {folder}", f"Written to {folder}"))
    else:
        notes.append(say(f"没有变化，仍是 {folder}", f"Nothing changed: still {folder}"))
    if report.changed and report.kept_parts:
        notes.append(
            say(
                f"其中 {report.kept_parts} 块与上次相同。",
                f"{report.kept_parts} of the parts are those of the last run.",
            )
        )
    notes.append(say(f"摘要 {manifest.digest}", f"Digest {manifest.digest}"))
    if report.changed and manifest.records < _FEW:
        notes.append(
            say(
                "这样小的名单用 gaoxin load 更快，载入后可以直接查询。",
                "A list as small as this is loaded faster by gaoxin load, and can then be queried.",
            )
        )
    if report.changed:
        notes.append(
            say(
                "结果不在 GAOXIN_HOME 的图谱中；要在 Neo4j 中查询，请运行 gaoxin spark mirror。",
                "The result is not in the graph of GAOXIN_HOME; to query it in Neo4j, run gaoxin "
                "spark mirror.",
            )
        )
    further = {"review": report.review} if report.review else None
    about = {"changed": report.changed, "digest": manifest.digest, "folder": str(folder)}
    print_answer(Answer(list(row), [row], notes=notes), form, None, about=about, further=further)
