"""Demonstrate the main commands in order, as a newcomer would run them: ``make demo``.

Every step is a ``gaoxin`` command that is printed before it runs, so that it can be repeated.  All
data are kept in one folder (``.gaoxin`` in the checkout, or the argument).  Without a Neo4j, all
other steps are still run.
"""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from shutil import get_terminal_size

from gaoxin.language import say

CHECKOUT = Path(__file__).resolve().parent.parent
ZONE = "天津滨海高新区"
QUESTIONS: tuple[tuple[str, ...], ...] = (
    ("industries/industries_of_zone", f"zone={ZONE}"),
    ("zones/zones_in_place", "place=江苏省"),
    ("targets/targets_of", "thing=济南高新区"),
)
OUT_OF_REACH = 3
WIDTH = 140


class Demo:
    """Runs commands with one home, and shows how a reader would type them."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.environment = {
            **os.environ,
            "GAOXIN_HOME": str(home),
            "COLUMNS": str(get_terminal_size((WIDTH, 24)).columns),
            "PYTHONPATH": os.pathsep.join(
                filter(None, (str(CHECKOUT), os.environ.get("PYTHONPATH", "")))
            ),
        }

    def typed(self, arguments: Sequence[str]) -> str:
        """The command as a reader can type it in the checkout."""
        program = ".venv/bin/gaoxin"
        if not (CHECKOUT / program).exists():
            program = f"{shlex.quote(sys.executable)} -m gaoxin"
        home = os.path.relpath(self.home, CHECKOUT)
        if home.startswith(".."):
            home = str(self.home)
        words = " ".join(_word(argument) for argument in arguments)
        return f"GAOXIN_HOME={shlex.quote(home)} {program} {words}"

    def run(self, *arguments: str) -> int:
        """Print the command, run it, return its exit status."""
        print(f"\n$ {self.typed(arguments)}", flush=True)
        return subprocess.run(
            [sys.executable, "-m", "gaoxin", *arguments],
            env=self.environment,
            cwd=CHECKOUT,
            check=False,
        ).returncode

    def need(self, *arguments: str) -> None:
        """Run a command on which the rest depends.

        Raises:
            SystemExit: the command failed; carries its exit status.
        """
        status = self.run(*arguments)
        if status:
            sys.exit(status)

    def ask(self, *arguments: str) -> dict[str, object]:
        """The first row of a command's answer in JSON."""
        done = subprocess.run(
            [sys.executable, "-m", "gaoxin", *arguments, "--format", "json"],
            env=self.environment,
            cwd=CHECKOUT,
            check=True,
            capture_output=True,
        )
        row: dict[str, object] = json.loads(done.stdout)["rows"][0]
        return row


def _word(argument: str) -> str:
    """Quote a word if the shell would split it; Chinese needs no quotes."""
    return argument if all(c.isalnum() or c in "-_./=" for c in argument) else shlex.quote(argument)


def heading(zh: str, en: str) -> None:
    """Print the heading of the next step."""
    print(f"\n== {say(zh, en)}", flush=True)


def main() -> None:
    """Run the demonstration."""
    home = Path(sys.argv[1] if len(sys.argv) > 1 else CHECKOUT / ".gaoxin").absolute()
    demo = Demo(home)
    page = home / "demo.html"

    heading("检查项目自带的事实，并载入", "Check the project's own facts, and load them")
    demo.need("validate")
    demo.need("load")
    heading("三个保存好的查询（SPARQL）", "Three saved queries, in SPARQL")
    for question in QUESTIONS:
        demo.need("query", *question)
    heading("启动 Neo4j，镜像，再问一遍（Cypher）", "Start Neo4j, mirror, ask the same in Cypher")
    mirrored = _in_neo4j(demo)
    heading("画成可交互的网页", "Draw it as an interactive page")
    inside = page.is_relative_to(CHECKOUT)
    target = page.relative_to(CHECKOUT) if inside else page
    demo.need("view", ZONE, "--depth", "2", "-o", str(target))
    _where_to_look(demo, page, mirrored)


def _in_neo4j(demo: Demo) -> bool:
    """Mirror into Neo4j and query it; return whether a Neo4j was available."""
    status = demo.run("neo4j", "start")
    if status == OUT_OF_REACH:
        print(
            say(
                "没有 Neo4j，跳过这一步。可用自己的：设置 NEO4J_URI、NEO4J_USERNAME、"
                "NEO4J_PASSWORD 后再运行 make demo。",
                "There is no Neo4j, so this step is left out. To use one of your own, set "
                "NEO4J_URI, NEO4J_USERNAME and NEO4J_PASSWORD and run make demo again.",
            )
        )
        return False
    if status:
        sys.exit(status)
    demo.need("mirror")
    demo.need("mirror", "--verify")
    for question in QUESTIONS:
        demo.need("query", *question, "--engine", "cypher")
    return True


def _where_to_look(demo: Demo, page: Path, mirrored: bool) -> None:
    heading("去哪里看", "Where to look")
    print(say("网页：", "The page: ") + page.as_uri())
    if mirrored:
        server = demo.ask("neo4j", "status")
        if server["browser"]:
            print(f"Neo4j Browser: {server['browser']}")
            print(
                say("  用户名 ", "  user name ")
                + f"{server['username']}"
                + say("，密码在 ", ", the password is in ")
                + f"{server['password_file']}"
            )
    print(say("\n可以试试：", "\nCommands to try:"))
    commands = [
        ("show", "tjbhgxq"),
        ("path", ZONE, "合肥高新区"),
        ("neighbors", "武汉东湖高新区"),
        ("queries",),
        ("stats",),
    ]
    if mirrored:
        commands.append(("neo4j", "stop"))
    for arguments in commands:
        print(f"  {demo.typed(arguments)}")


if __name__ == "__main__":
    main()
