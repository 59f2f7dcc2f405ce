"""The options of ``load`` and ``validate`` that describe the source of a list in one line."""

from __future__ import annotations

from typing import Annotated, NamedTuple

import typer

from gaoxin.language import say

TitleOption = Annotated[
    str | None,
    typer.Option(
        "--source",
        metavar="TITLE",
        show_default=False,
        help=say(
            "来源：标题，或已著录来源的键；默认以文件名为标题。用于自身没有来源的事实。",
            "The source: a title, or the key of a described source (default: the file's name is "
            "the title). It is the source of facts that have none.",
        ),
    ),
]
PublisherOption = Annotated[
    str | None,
    typer.Option(
        "--publisher", help=say("来源的发布者。", "Who published the source."), show_default=False
    ),
]
DateOption = Annotated[
    str | None,
    typer.Option(
        "--date",
        metavar="DATE",
        show_default=False,
        help=say(
            "来源的日期：2025、2025-06 或 2025-06-30。",
            "The date of the source: 2025, 2025-06 or 2025-06-30.",
        ),
    ),
]
UrlOption = Annotated[
    str | None,
    typer.Option("--url", help=say("来源的网址。", "The address of the source.")),
]
GradeOption = Annotated[
    str | None,
    typer.Option(
        "--grade",
        metavar="GRADE",
        show_default=False,
        help=say(
            "来源的等级：D 官方文件或新闻，B 榜单、百科、网页，C 一份名单（默认）。",
            "The grade of the source: D an official document or news report, B a ranking, "
            "encyclopedia or web page, C one list (default).",
        ),
    ),
]


class SourceOptions(NamedTuple):
    """The values of the options, in the order of ``loaders.source_line.SourceLine``."""

    title: str | None
    publisher: str | None
    date: str | None
    url: str | None
    grade: str | None

    def words(self) -> list[str]:
        """The options as in a command."""
        names = ("--source", "--publisher", "--date", "--url", "--grade")
        given = [(name, value) for name, value in zip(names, self, strict=True)]
        return [word for name, value in given if value is not None for word in (name, value)]
