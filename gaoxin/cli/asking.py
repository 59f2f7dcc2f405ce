"""Commands for queries: query (run a saved one), queries (list them), sparql (run any)."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from gaoxin.cli.answers import print_answer
from gaoxin.cli.frame import command
from gaoxin.cli.names import open_graph
from gaoxin.cli.options import AsOfOption, FormatOption, GenerationOption, OutputOption
from gaoxin.cli.terminal import put_folded
from gaoxin.errors import BadUsage, StoreEmpty
from gaoxin.graph.lookup.basis import about_basis, basis
from gaoxin.graph.lookup.reader_language import english_name, in_reader_language
from gaoxin.language import in_brackets, say
from gaoxin.model import Answer

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation


@command(
    "query",
    say("运行一个保存好的查询。", "Run a saved query."),
    say(
        "例：gaoxin query zones/zones_in_place place=江苏省。有哪些查询与参数：gaoxin queries。"
        "每个列表都可加 text=词、source=来源、grade=等级 筛选。",
        "Example: gaoxin query zones/zones_in_place place=江苏省. Which there are, and their "
        "parameters: gaoxin queries. text=WORD, source=SOURCE and grade=GRADE choose among the "
        "rows of any list.",
    ),
)
def query(
    name: Annotated[str, typer.Argument(metavar="NAME", help=say("查询名。", "The query's name."))],
    parameters: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[KEY=VALUE]...", help=say("参数。", "Its parameters."), show_default=False
        ),
    ] = None,
    engine: Annotated[
        Literal["sparql", "cypher"],
        typer.Option(
            "--engine",
            "-e",
            help=say(
                "在图库（sparql）还是 Neo4j（cypher）上运行。",
                "Run it on the store (sparql) or on Neo4j (cypher).",
            ),
        ),
    ] = "sparql",
    as_of: AsOfOption = None,
    number: GenerationOption = None,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Bind the parameters, run the query on the engine, print the answer."""
    from gaoxin.cli.query_page import query_page
    from gaoxin.queries.answering import answer_query
    from gaoxin.queries.catalogue import catalogue
    from gaoxin.queries.held_then import keep_held
    from gaoxin.settings import read_settings

    given = parameter_pairs(parameters or [])
    saved = catalogue().get(name)
    if engine == "cypher" and number is not None:
        raise BadUsage(
            "Neo4j 只有最新的一代；--generation 不能与 --engine cypher 同用。",
            "Neo4j holds the latest generation only; --generation needs --engine sparql.",
        )
    generation = open_graph(number)
    asked = answer_query(saved, given, generation, read_settings(), engine)
    if as_of is not None:
        keep_held(saved, asked.answer, as_of)
    if note := basis(generation, as_of, number):
        asked.answer.notes.append(note)
    answer = asked.answer
    if form not in ("json", "csv"):
        answer = in_reader_language(generation, answer)
    shown = [column for column in answer.columns if not column.endswith("_iri")]
    used = [_told(n, english_name(generation, v)) for n, v in asked.values.items() if v]
    title = " · ".join([saved.title, *used])
    print_answer(
        answer,
        form,
        output,
        shown=shown,
        title=title,
        text=lambda: query_page(generation, answer, shown, title),
        about={"query": saved.name, "title": saved.title, "parameters": asked.values}
        | about_basis(as_of, number),
    )


@command(
    "queries",
    say("列出保存好的查询。", "List the saved queries."),
    say(
        "写上一句话或一个词，则列出最合适的，最合适的在前，附可直接运行的命令；写上一个查询的全名，"
        "则显示它的参数与两种写法。",
        "With TEXT, a question or a word, the queries that fit it, the best one first, each with "
        "a command that runs it. With the full name of a query, its parameters and both its texts.",
    ),
)
def queries(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TEXT]...",
            show_default=False,
            help=say("一句话、一个词，或查询名。", "A question, a word, or the name of a query."),
        ),
    ] = None,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """List what can be asked."""
    from gaoxin.cli.inventory_pages import queries_page
    from gaoxin.queries.catalogue import catalogue
    from gaoxin.queries.described import described

    known, text = catalogue(), " ".join(words or []).strip()
    columns = ["name", "title", "parameters", "tags", "description", "columns"]
    if text in known.names:
        row = described(known.get(text), texts=True)
        if form in (None, "table") and output is None:
            _print_page(row)
            return
        print_answer(Answer([*columns, "example", "sparql", "cypher"], [row]), form, output)
        return
    if not text:
        listed = [described(query) | {"command": query.command()} for query in known]
        print_answer(Answer(columns, listed), form, output, text=lambda: queries_page(listed))
        return
    from gaoxin.answers.choosing.fitting import fitting_queries

    rows = [
        described(query) | {"command": query.command(given), "examples": query.missing(given)}
        for query, given in fitting_queries(text, _graph_if_any())
    ]
    answer = Answer(["name", "title", "command", *columns[2:]], rows)
    if not rows:
        answer.notes = [
            say(
                "没有合适的查询；gaoxin queries 列出全部，gaoxin ask 直接回答问题。",
                "No query fits; gaoxin queries lists all, and gaoxin ask answers questions.",
            )
        ]
    print_answer(answer, form, output, text=lambda: queries_page(rows))


def _graph_if_any() -> Generation | None:
    """The published generation; queries can be looked up without one, too."""
    from gaoxin.cli.first_question import facts_or_notice

    try:
        generation = open_graph()
    except StoreEmpty:
        return None
    facts_or_notice()
    return generation


@command(
    "sparql",
    say("运行自己写的 SPARQL（只读）。", "Run your own SPARQL (read only)."),
    say(
        "写查询文字或文件名；- 或不写则读标准输入。常用前缀不必声明。",
        "Give the text of the query or the name of a file; with - or nothing, standard input is "
        "read. Common prefixes need not be declared.",
    ),
)
def sparql(
    text: Annotated[
        str,
        typer.Argument(
            metavar="[QUERY|FILE|-]",
            show_default=False,
            help=say("查询、文件或 -。", "The query, a file or -."),
        ),
    ] = "-",
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Run a SPARQL query on the published generation."""
    from gaoxin.queries.sparql import run_text
    from gaoxin.settings import read_settings

    written = _sparql_text(text)
    if not written.strip():
        raise BadUsage(
            "没有写查询，例如：gaoxin sparql 'SELECT * {?s ?p ?o} LIMIT 5'；"
            "不会写 SPARQL，可用 gaoxin ask 提问。",
            "There is no query; write one, such as gaoxin sparql 'SELECT * {?s ?p ?o} LIMIT 5', "
            "or ask in your own words with gaoxin ask.",
        )
    print_answer(run_text(open_graph(), written, read_settings()), form, output)


def _told(name: str, value: str) -> str:
    """A value with which a query ran, in words."""
    from gaoxin.graph.wording.code_words import word

    told = {
        "text": say(f"含「{value}」", f"with “{value}”"),
        "source": say(f"来源 {value}", f"source {value}"),
        "grade": say(
            f"等级至少 {word('grade', value)}", f"grade: {word('grade', value)}, or stronger"
        ),
        "minimum": say(f"至少 {value}", f"at least {value}"),
        "year": say(f"{value} 年", value),
        "level": word("level", value),
    }
    return told.get(name, value)


def parameter_pairs(parameters: list[str]) -> dict[str, str]:
    """``["city=天津"]`` as a dictionary.

    Raises:
        BadUsage: a parameter without ``=``, or given twice.
    """
    pairs: dict[str, str] = {}
    for parameter in parameters:
        name, equals, value = parameter.partition("=")
        name = name.strip()
        if not equals or not name:
            raise BadUsage(
                f"参数「{parameter}」写法有误，应为 名称=值，如 place=江苏省。",
                f"The parameter {parameter!r} is not of the form name=value, as place=江苏省.",
                parameter=parameter,
            )
        if name in pairs:
            raise BadUsage(
                f"参数 {name} 写了两次；请只留一个。",
                f"The parameter {name} is given twice; keep one.",
                parameter=name,
            )
        pairs[name] = value
    return pairs


def _sparql_text(text: str) -> str:
    if text == "-":
        return sys.stdin.read()
    path = Path(text)
    # A query contains spaces and braces; an argument without either is a file name.
    if not any(mark in text for mark in "{ \n") or path.suffix in (".rq", ".sparql"):
        try:
            return path.read_text(encoding="utf-8-sig")
        except FileNotFoundError as cause:
            raise BadUsage(
                f"没有文件 {text}；若它是查询文字，请用引号括起整个查询。",
                f"There is no file {text}; if this is a query, put it in quotes.",
                file=text,
            ) from cause
        except UnicodeDecodeError as cause:
            raise BadUsage(
                f"文件 {text} 不是 UTF-8 文本；请另存为 UTF-8。",
                f"The file {text} is not UTF-8 text; save it as UTF-8.",
                file=text,
            ) from cause
    return text


def _print_page(row: dict[str, Any]) -> None:
    """One saved query as a page for people."""
    lines = [f"{row['name']} · {row['title']}", str(row["description"]), ""]
    for parameter in row["parameters"]:
        need = say("必填", "required") if parameter["required"] else say("可省", "optional")
        if parameter["default"]:
            need += say("，默认 ", ", default ") + parameter["default"]
        lines.append(
            f"  {parameter['name']}{in_brackets(need)}{say('：', ': ')}{parameter['description']}"
        )
    put_folded("\n".join([*lines, "", say("例：", "Example: ") + row["example"]]))
    put_folded(f"\nSPARQL\n------\n{row['sparql']}", is_code=True)
    put_folded(f"\nCypher\n------\n{row['cypher']}", is_code=True)
