"""The documentation is correct: commands run, pages are up to date, both languages agree."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gaoxin.settings import Settings
from tests.fixtures.homes import copy_home
from tests.fixtures.neo4j import Neo4jServer
from tests.fixtures.officer_lists import wuhan

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CHINESE = (ROOT / "README.zh.md").read_text(encoding="utf-8")
PAGES = [
    ROOT / name
    for name in ("README.md", "README.zh.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/cli.md")
]


def commands(text: str) -> list[list[str]]:
    """The ``gaoxin`` commands of a page's ``console`` blocks and of its tables."""
    blocks = re.findall(r"^```console\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    lines = [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ ")]
    for row in re.findall(r"^\| [^`|]+ \| (`gaoxin [^|]+) \|$", text, re.MULTILINE):
        lines += re.findall(r"`([^`]+)`", row)
    return [shlex.split(line)[1:] for line in lines if line.startswith("gaoxin ")]


ARTICLE = "合肥高新区开局良好\n" + "".join(
    f"合肥高新区党工委副书记{name}介绍，{firm}科技有限公司落户合肥高新区，投资{number}亿元。\n"
    for number, (name, firm) in enumerate(
        zip(["张三", "李四", "王五", "赵六"], "甲丙庚辛", strict=True), 3
    )
)
NEEDS_NEO4J = ("neo4j", "mirror", "cypher")
ALONE = [c for c in commands(README) if not set(NEEDS_NEO4J) & set(c)]
WITH_NEO4J = [c for c in commands(README) if set(NEEDS_NEO4J) & set(c)]


def run(arguments: list[str], folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "gaoxin", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", **environment},
        capture_output=True,
        check=False,
        text=True,
    )


def test_readme_has_commands() -> None:
    assert len(ALONE) >= 20, "those of the console blocks and those of the table"
    assert len(WITH_NEO4J) >= 6


@pytest.mark.parametrize("arguments", ALONE, ids=" ".join)
def test_readme_command_runs(
    arguments: list[str], shipped_settings: Settings, tmp_path: Path
) -> None:
    home = shipped_settings
    if "企业名单.xlsx" in arguments:
        wuhan(tmp_path).rename(tmp_path / "企业名单.xlsx")
        if "load" in arguments:
            home = copy_home(home, tmp_path / "home")
        if "--mapping" in arguments:
            run(["map", "企业名单.xlsx", "-o", "映射.toml"], tmp_path, GAOXIN_HOME=str(home.home))
    if "文章.txt" in arguments:
        (tmp_path / "文章.txt").write_text(ARTICLE, encoding="utf-8")
        home = copy_home(home, tmp_path / "home")
    done = run(arguments, tmp_path, GAOXIN_HOME=str(home.home))
    assert done.returncode == 0, done.stderr
    written = [Path(arguments[n + 1]) for n, word in enumerate(arguments) if word == "-o"]
    assert done.stdout.strip() or written
    assert all((tmp_path / path).stat().st_size > 1000 for path in written)


@pytest.mark.neo4j
def test_readme_commands_on_neo4j_run(
    neo4j_server: Neo4jServer, shipped_settings: Settings, tmp_path: Path
) -> None:
    neo4j_server.empty()
    environment = {"GAOXIN_HOME": str(shipped_settings.home), **neo4j_server.environment}
    for arguments in WITH_NEO4J:
        done = run(arguments, tmp_path, **environment)
        if arguments[:2] == ["neo4j", "open"]:
            # The Browser address of the user's own Neo4j is unknown here.
            assert done.returncode in (0, 3), done.stderr
            continue
        assert done.returncode == 0, (arguments, done.stderr)
        assert done.stdout.strip()


def test_both_readmes_show_the_same() -> None:
    assert commands(README) == commands(CHINESE)
    for text in (README, CHINESE):
        assert text.count("\n## ") == 4
    links = [re.findall(r"\]\((?!README)([^)]+)\)", text) for text in (README, CHINESE)]
    # Pictures are in the language of the page.
    links = [[re.sub(r"\.(en|zh)\.png$", ".png", link) for link in of_one] for of_one in links]
    assert links[0] == links[1]
    folders = [re.findall(r"^\| `([a-z/]+)` \|", text, re.MULTILINE) for text in (README, CHINESE)]
    assert folders[0] == folders[1]
    assert all((ROOT / name).is_dir() for name in folders[0])


def links() -> Iterator[tuple[Path, str]]:
    for page in [*PAGES, *sorted((ROOT / "docs").rglob("*.md"))]:
        for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8")):
            if "://" not in link:
                yield page, link


def test_links_lead_somewhere() -> None:
    found = list(links())
    assert len(found) >= 8
    broken = [f"{page.name}: {link}" for page, link in found if not (page.parent / link).exists()]
    assert broken == []


def test_generated_pages_are_current() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "write_docs.py"), "--check"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stderr


def help_pages(code: str) -> dict[str, str]:
    script = (
        "from gaoxin.cli.reference import help_pages; import json; print(json.dumps(help_pages()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "GAOXIN_LANG": code},
        capture_output=True,
        check=True,
    )
    pages: dict[str, str] = json.loads(done.stdout)
    return pages


def test_every_command_and_option_has_help_in_both_languages() -> None:
    english, chinese = help_pages("en"), help_pages("zh")
    assert list(english) == list(chinese)
    assert len(english) >= 25
    for name in english:
        assert not re.search(r"^  [\u4e00-\u9fff]", english[name], re.MULTILINE), name
        assert re.search(r"[\u4e00-\u9fff]", chinese[name]), name
        assert not re.search(r"(?<![A-Z_])[A-Z]{4,}\.\.\.", chinese[name]), name
        for page in (english[name], chinese[name]):
            bare = re.findall(r"^  (-[^ ]+(?:, --[^ ]+)?(?: <[^>]*>)?)$(?!\n {10,}\S)", page, re.M)
            assert bare == [], f"{name}: no help for {bare}"


def test_every_command_is_in_the_changelog() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    names = {name.split()[1] for name in help_pages("en") if " " in name}
    assert len(names) >= 21
    assert {name for name in names if name not in text} == set()


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_pictures_are_there_and_small(name: str) -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", (ROOT / name).read_text(encoding="utf-8"))
    assert len(pictures) > 1
    assert all((ROOT / picture).stat().st_size < 300_000 for picture in pictures)
