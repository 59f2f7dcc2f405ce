"""All commands together, in the order in which ``gaoxin --help`` lists them."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import typer.main

from gaoxin.cli.frame import app

_MODULES = (
    "loading",
    "mapping",
    "reviewing",
    "templating",
    "looking",
    "comparing",
    "reconciling",
    "answering",
    "claiming",
    "asking",
    "citing",
    "briefing",
    "viewing",
    "serving",
    "assisting",
    "exporting",
    "inspecting",
    "judging",
    "mirroring",
    "checking",
)


def build_command() -> Any:
    """The command that parses and runs everything; importing a module registers its commands."""
    for name in _MODULES:
        import_module(f"gaoxin.cli.{name}")
    if not any(group.name == "neo4j" for group in app.registered_groups):
        from gaoxin.cli.neo4j import neo4j_app

        app.add_typer(neo4j_app, name="neo4j")
    if not any(group.name == "watch" for group in app.registered_groups):
        from gaoxin.cli.watching import watch_app

        app.add_typer(watch_app, name="watch")
    return typer.main.get_command(app)
