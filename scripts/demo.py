"""Demonstrate the main commands in order, as a newcomer would run them: ``make demo``.

Every step is a ``gaoxin`` command that is printed before it runs, so that it can be repeated.  It
uses the home of every other command (``GAOXIN_HOME``, else the user's folder for data), or the one
given as an argument.  Neo4j starts while the facts are loaded.  Without a Neo4j, all other steps
are still run.  Long answers are cut, so that the whole fits two screens.
"""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote

from gaoxin.language import say
from gaoxin.settings import read_settings

CHECKOUT = Path(__file__).resolve().parent.parent
ZONE = "天津滨海高新区"
QUERY = ("query", "industries_of_zone", f"zone={ZONE}")
OUT_OF_REACH = 3
WIDTH = 80


class Demo:
    """Runs commands with one home, and shows how a reader would type them."""

    def __init__(self, home: Path | None) -> None:
        self.prefix = f"GAOXIN_HOME={shlex.quote(str(home))} " if home else ""
        self.environment = {
            **os.environ,
            **({"GAOXIN_HOME": str(home)} if home else {}),
            "COLUMNS": str(WIDTH),
            "PYTHONPATH": os.pathsep.join(
                filter(None, (str(CHECKOUT), os.environ.get("PYTHONPATH", "")))
            ),
        }

    def typed(self, arguments: Sequence[str]) -> str:
        """The command as a reader can type it once the environment is active."""
        return f"{self.prefix}gaoxin {' '.join(map(_word, arguments))}"

    def show(self, *arguments: str, lines: int, done_first: bool = False) -> None:
        """Print a command, run it, print the first ``lines`` of its answer.

        ``done_first``: rather print the last line that it told, which says what was done.

        Raises:
            SystemExit: the command failed; all that it said is printed, and its status kept.
        """
        print(f"$ {self.typed(arguments)}", flush=True)
        done = self._run(arguments, subprocess.PIPE)
        is_told = done_first and done.stderr.strip() and not done.returncode
        answer = "" if is_told else done.stdout
        report(done.returncode, answer, done.stderr, lines)

    def ask(self, *arguments: str) -> dict[str, object]:
        """The first row of a command's answer in JSON."""
        done = self._run((*arguments, "--format", "json"), subprocess.DEVNULL)
        row: dict[str, object] = json.loads(done.stdout)["rows"][0]
        return row

    def start(self, *arguments: str) -> Background:
        """Start a command whose output is read later."""
        return Background([sys.executable, "-m", "gaoxin", *arguments], self.environment)

    def _run(self, arguments: Sequence[str], errors: int) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "gaoxin", *arguments],
            env=self.environment,
            cwd=CHECKOUT,
            check=False,
            stdout=subprocess.PIPE,
            stderr=errors,
            encoding="utf-8",
        )


class Background:
    """A command that runs beside others."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        self._process = subprocess.Popen(
            command,
            env=environment,
            cwd=CHECKOUT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def wait(self) -> tuple[int, str]:
        """Its exit status and what it told."""
        _, told = self._process.communicate()
        return self._process.returncode, told


def report(status: int, answer: str, told: str, lines: int) -> None:
    """Print the first ``lines`` of the answer of a command; without one the last line that it told.

    Raises:
        SystemExit: the status is not 0; everything is printed before.
    """
    if status:
        print(answer + told, flush=True)
        sys.exit(status)
    said = [line for line in answer.splitlines() if line.strip()]
    if told.strip() and not said:
        said = told.strip().splitlines()[-1:]
    elif len(said) > lines:
        cut = len(said) - lines + 1
        said = [*said[: lines - 1], say(f"……另有 {cut} 行", f"… {cut} more lines")]
    print("\n".join(f"  {line}" for line in said), flush=True)


def _word(argument: str) -> str:
    """Quote a word if the shell would split it; Chinese needs no quotes."""
    return argument if all(c.isalnum() or c in "-_./=" for c in argument) else shlex.quote(argument)


def heading(zh: str, en: str) -> None:
    """Print the heading of the next step."""
    print(f"\n== {say(zh, en)}", flush=True)


def main() -> None:
    """Run the demonstration."""
    home = Path(sys.argv[1]).absolute() if len(sys.argv) > 1 else None
    demo = Demo(home)
    page = (home or read_settings().home) / "demo.html"

    starting = demo.start("neo4j", "start")
    heading("载入项目自带的事实（Neo4j 同时启动）", "Load the project's own facts; Neo4j starts")
    demo.show("load", lines=1, done_first=True)
    heading("同样的内容放进 Neo4j", "The same in Neo4j")
    mirrored = _in_neo4j(demo, starting)
    heading("看一个高新区，提一个问题，查一次", "Show a zone, ask a question, run a query")
    demo.show("show", ZONE, lines=9)
    demo.show("ask", "合肥高新区有哪些主导产业", lines=4)
    demo.show(*QUERY, *(("--engine", "cypher") if mirrored else ()), lines=5)
    heading("画成可交互的网页", "Draw it as an interactive page")
    demo.show("view", ZONE, "-o", str(page), lines=4)
    print(say("网页 ", "page: ") + page.as_uri())
    _go_on(demo, mirrored)


def _in_neo4j(demo: Demo, starting: Background) -> bool:
    """Mirror into Neo4j and say where to look; return whether a Neo4j was available."""
    print(f"$ {demo.typed(('neo4j', 'start'))}", flush=True)
    status, told = starting.wait()
    if status == OUT_OF_REACH:
        print(
            say(
                "没有 Neo4j，跳过这一步。可用自己的：设置 NEO4J_URI、NEO4J_USERNAME、\n"
                "NEO4J_PASSWORD 后再运行 make demo。",
                "There is no Neo4j, so this step is left out. To use one of your own, set\n"
                "NEO4J_URI, NEO4J_USERNAME and NEO4J_PASSWORD and run make demo again.",
            )
        )
        return False
    report(status, "", told or say("已启动。", "It runs."), 1)
    demo.show("mirror", lines=3, done_first=True)
    server = demo.ask("neo4j", "status")
    if server["browser"]:
        address = unquote(str(server["browser"]).split("&")[0])
        print(f"Neo4j Browser:\n  {address}")
        print(
            say("  用户名 ", "  user name ")
            + f"{server['username']}"
            + say("，密码在 ", ", the password is in ")
            + f"{server['password_file']}"
        )
    return True


def _go_on(demo: Demo, mirrored: bool) -> None:
    heading("接着试试（同一个库、同一台 Neo4j）", "Go on (same data, same Neo4j)")
    commands = [("ask", "苏州高新区和无锡高新区谁的企业多"), ("queries", "产业")]
    commands += [("path", ZONE, "合肥高新区")]
    if mirrored:
        commands += [("mirror", "--verify"), ("neo4j", "stop")]
    if (CHECKOUT / ".venv/bin/activate").exists():
        print("  source .venv/bin/activate")
    for arguments in commands:
        print(f"  {demo.typed(arguments)}")


if __name__ == "__main__":
    main()
