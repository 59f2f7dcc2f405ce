"""Options that say how a list is read, for load and validate."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from gaoxin.language import say

if TYPE_CHECKING:
    from gaoxin.loaders.lists.read_list import ListOptions
    from gaoxin.settings import Settings

MappingOption = Annotated[
    Path | None,
    typer.Option(
        "--mapping",
        help=say(
            "名单各列的含义（gaoxin map 写的 TOML 文件）；不写则按表头识别。",
            "What the columns of a list mean (a TOML file written by gaoxin map); without it they "
            "are recognised by their headers.",
        ),
    ),
]
PersonalOption = Annotated[
    list[str] | None,
    typer.Option(
        "--personal",
        metavar="HEADER",
        help=say(
            "也收这一列个人信息（表头，如 联系电话）；可写多次。",
            "Also take this column of personal data (its header); may be repeated.",
        ),
    ),
]


class ListChoices(NamedTuple):
    """The options as given."""

    mapping: Path | None
    personal: list[str] | None

    def words(self) -> list[str]:
        """The options as in a command."""
        mapping = ["--mapping", str(self.mapping)] if self.mapping is not None else []
        return mapping + [word for header in self.personal or () for word in ("--personal", header)]

    def options(self, settings: Settings) -> ListOptions:
        """How lists are read; what is understood of each is printed."""
        from gaoxin.cli.understood import tell_understanding
        from gaoxin.loaders.lists.read_list import ListOptions

        headers = Path(settings.headers) if settings.headers else None
        return ListOptions(self.mapping, tuple(self.personal or ()), headers, tell_understanding)
