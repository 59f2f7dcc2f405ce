"""The typer application and the decorator that registers commands, with help in both languages.

A command module chooses the language of its help when it is imported, which happens after the
language is known (:mod:`gaoxin.cli.invocation`).  :mod:`gaoxin.cli.help_words` translates the few
English words that typer itself writes into help pages.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from typing import Annotated, Any, Literal, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup

from gaoxin import __version__
from gaoxin.cli.help_layout import UNBROKEN, help_page
from gaoxin.cli.terminal import INTERRUPTED, READER_GONE, screen_width, tell
from gaoxin.language import say

Function = TypeVar("Function", bound=Callable[..., Any])


def _help(summary: str, details: str) -> str:
    return f"{summary}\n\n{details}" if details else summary


class Command(TyperCommand):
    """A command whose help speaks both languages."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments; an error of the parser knows the command that it is about."""
        try:
            return super().parse_args(ctx, args)
        except typer.TyperException as error:
            if getattr(error, "ctx", ctx) is None:  # an option without its value, for example
                error.ctx = ctx  # type: ignore[attr-defined]
            raise

    def get_help(self, ctx: Any) -> str:
        """The page of help."""
        ctx.terminal_width = UNBROKEN
        return help_page(super().get_help(ctx), screen_width(sys.stdout))


class Group(TyperGroup):
    """A group of commands whose help speaks both languages."""

    def get_help(self, ctx: Any) -> str:
        """The page of help."""
        ctx.terminal_width = UNBROKEN
        return help_page(super().get_help(ctx), screen_width(sys.stdout))


def new_group(summary: str, details: str = "") -> typer.Typer:
    """A typer application without rich markup and without completion options."""
    return typer.Typer(
        cls=Group,
        help=_help(summary, details),
        short_help=summary,
        rich_markup_mode=None,
        add_completion=False,
        no_args_is_help=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["--help", "-h"]},
    )


app = new_group(
    say(
        "高新图谱：国家高新区知识图谱。",
        "Gaoxin Graph: a knowledge graph of China's national high-tech zones.",
    ),
    say(
        "先用 gaoxin load 载入数据，再用 gaoxin show 天津滨海高新区 查看。退出状态："
        "0 完成，1 输入或问题有误，2 命令写法有误，3 所需服务连接不上。",
        "Start with: gaoxin load; then: gaoxin show 天津滨海高新区. Exit status: 0 done, 1 the "
        "input or the question is wrong, 2 wrong usage, 3 a needed service is out of reach.",
    ),
)


def _show_version(asked: bool) -> None:
    if asked:
        print(f"gaoxin {__version__}")
        raise typer.Exit


@app.callback()
def everywhere(
    lang: Annotated[
        Literal["zh", "en"] | None,
        typer.Option(
            "--lang",
            help=say(
                "用中文或英文（默认看 GAOXIN_LANG 与系统区域设置）；写在何处均可。",
                "Speak Chinese or English (default: GAOXIN_LANG, then the locale); "
                "may stand anywhere.",
            ),
        ),
    ] = None,
    debug: Annotated[
        bool,
        typer.Option(
            "--debug",
            help=say(
                "出错时显示完整的调用栈；写在何处均可。", "Show tracebacks; may stand anywhere."
            ),
        ),
    ] = False,
    bom: Annotated[
        bool | None,
        typer.Option(
            "--bom/--no-bom",
            show_default=False,
            help=say(
                "CSV 文件以字节顺序标记开头，Excel 才能认出中文（默认：说中文时写入文件的有）；"
                "写在何处均可。",
                "Begin CSV files with a byte order mark, by which Excel reads Chinese (default: "
                "files, if the language is Chinese); may stand anywhere.",
            ),
        ),
    ] = None,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            is_eager=True,
            callback=_show_version,
            help=say("显示版本。", "Show the version."),
        ),
    ] = False,
) -> None:
    """Declare the global options, for help; ``invocation.read_ahead`` handles them."""


def command(
    name: str, summary: str, details: str = "", *, within: typer.Typer | None = None
) -> Callable[[Function], Function]:
    """Register a function as the command ``name``; ``summary`` is its line in the overview."""

    def register(function: Function) -> Function:
        @functools.wraps(function)
        def until_reader_leaves(*arguments: Any, **options: Any) -> Any:
            # typer would turn a closed pipe into exit status 1, as if the command had failed.
            try:
                return function(*arguments, **options)
            except BrokenPipeError as cause:
                raise typer.Exit(READER_GONE) from cause
            except KeyboardInterrupt as cause:
                tell(say("已中断。", "Interrupted."))
                raise typer.Exit(INTERRUPTED) from cause

        target = app if within is None else within
        target.command(
            name,
            cls=Command,
            help=_help(summary, details),
            short_help=summary,
            context_settings={"help_option_names": ["--help", "-h"]},
        )(until_reader_leaves)
        return function

    return register
