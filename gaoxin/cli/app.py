"""All commands together, in the order in which ``gaoxin --help`` lists them.

typer builds a checker for every parameter of every command that is registered, which takes longer
than most commands; so only the module of the command that was typed is imported.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

import typer.main

from gaoxin.cli.frame import app

COMMANDS: dict[str, tuple[str, ...]] = {
    "loading": ("load", "validate", "remove"),
    "extracting": ("extract",),
    "mapping": ("map",),
    "reviewing": ("review",),
    "templating": ("template",),
    "looking": ("show", "search", "neighbors", "path"),
    "comparing": ("compare", "chain", "timeline"),
    "reconciling": ("reconcile",),
    "answering": ("ask",),
    "claiming": ("check",),
    "asking": ("query", "queries", "sparql"),
    "citing": ("cite",),
    "briefing": ("brief",),
    "viewing": ("view",),
    "serving": ("serve",),
    "assisting": ("mcp",),
    "exporting": ("export",),
    "copying": ("backup", "restore", "pull"),
    "publishing": ("publish",),
    "inspecting": ("stats", "sources", "log", "diff", "rollback"),
    "judging": ("targets", "conflicts", "coverage"),
    "mirroring": ("mirror",),
    "checking": ("doctor", "config"),
}
"""The commands of each module; importing the module registers them."""
GROUPS = {
    "neo4j": ("neo4j",),
    "spark": ("spark_group", "spark_loading", "spark_mirroring"),
    "token": ("tokens",),
    "watch": ("watching",),
}
"""The groups of commands with their modules; in the first of them it is called ``NAME_app``."""


def build_command(arguments: Sequence[str] = ()) -> Any:
    """The command that parses and runs everything.

    If the first of the arguments is a command or a group, the others may be missing; without
    arguments, all are there.
    """
    wanted = arguments[0] if arguments else ""
    owner = next((module for module, names in COMMANDS.items() if wanted in names), "")
    is_group = wanted in GROUPS
    for module in COMMANDS if not (owner or is_group) else (owner,) if owner else ():
        import_module(f"gaoxin.cli.{module}")
    for group, modules in GROUPS.items():
        is_wanted = wanted == group or not (owner or is_group)
        if is_wanted and not any(known.name == group for known in app.registered_groups):
            found = [import_module(f"gaoxin.cli.{module}") for module in modules]
            app.add_typer(getattr(found[0], f"{group}_app"), name=group)
    return typer.main.get_command(app)
