"""``gaoxin token add|list|remove``: who may use the service."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from gaoxin.cli.answers import print_answer
from gaoxin.cli.frame import command, new_group
from gaoxin.cli.options import FormatOption, OutputOption
from gaoxin.cli.terminal import put, tell
from gaoxin.language import say
from gaoxin.model import Answer

token_app = new_group(
    say("决定谁能使用服务。", "Decide who may use the service."),
    say(
        "没有令牌文件时，能连上服务的人都能用。发放第一个令牌后，每个请求都要带令牌。",
        "Without a file of tokens everybody who reaches the service may use it. From the first "
        "token on, every request needs one.",
    ),
)


@command(
    "add",
    say("发放一个令牌；只显示这一次。", "Make a token; it is shown only this once."),
    say(
        "程序用请求头 Authorization: Bearer 令牌；浏览器询问时，用户名随意，密码填令牌。",
        "Programs send it as Authorization: Bearer TOKEN. If your browser asks, any user name will "
        "do, and the token is the password.",
    ),
    within=token_app,
)
def add(
    name: Annotated[str, typer.Argument(help=say("给谁用。", "Who will use it."))],
    scope: Annotated[
        Literal["read", "write"],
        typer.Option("--scope", help=say("允许做什么。", "What it allows.")),
    ] = "read",
) -> None:
    """Print a new token."""
    from gaoxin.service.token_file import add_token
    from gaoxin.settings import read_settings

    put(add_token(read_settings().home, name, scope) + "\n")
    tell(
        say(
            "请现在记下它：之后无法再显示。撤销：gaoxin token remove " + name,
            "Note it now: it cannot be shown again. Revoke it: gaoxin token remove " + name,
        )
    )


@command("list", say("列出令牌。", "List the tokens."), within=token_app)
def list_tokens(form: FormatOption = None, output: OutputOption = None) -> None:
    """Print names, scopes and times; the tokens themselves are not kept."""
    from gaoxin.service.token_file import read_tokens
    from gaoxin.settings import read_settings

    tokens = read_tokens(read_settings().home)
    rows = [{"name": t.name, "scope": t.scope, "time": t.made} for t in tokens]
    print_answer(Answer(["name", "scope", "time"], rows), form, output)


@command(
    "remove",
    say("撤销一个令牌；立即生效。", "Revoke a token, with immediate effect."),
    within=token_app,
)
def remove(
    name: Annotated[str, typer.Argument(help=say("令牌名。", "The name of the token."))],
) -> None:
    """Revoke a token."""
    from gaoxin.service.token_file import remove_token
    from gaoxin.settings import read_settings

    remove_token(read_settings().home, name)
    tell(say(f"已撤销令牌「{name}」。", f"Revoked the token {name!r}."))
