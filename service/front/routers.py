"""All routes, by the module that declares them."""

from __future__ import annotations

from fastapi import APIRouter

from gaoxin.service.front.routes_api import router as api
from gaoxin.service.front.routes_articles import router as articles
from gaoxin.service.front.routes_assets import router as assets
from gaoxin.service.front.routes_changes import router as changes
from gaoxin.service.front.routes_check import router as check
from gaoxin.service.front.routes_editor import router as editor
from gaoxin.service.front.routes_find import router as find
from gaoxin.service.front.routes_generations import router as generations
from gaoxin.service.front.routes_lists import router as lists
from gaoxin.service.front.routes_operation import router as operation
from gaoxin.service.front.routes_pictures import router as pictures
from gaoxin.service.front.routes_questions import router as questions
from gaoxin.service.front.routes_reconcile import router as reconciliation
from gaoxin.service.front.routes_relations import router as relations
from gaoxin.service.front.routes_sparql import router as sparql
from gaoxin.service.front.routes_things import router as things

ROUTERS: tuple[APIRouter, ...] = (
    sparql,  # first, because routes are tried in this order and it has the most requests
    api,
    articles,
    assets,
    changes,
    check,
    pictures,
    questions,
    reconciliation,
    relations,
    lists,
    generations,
    operation,
    editor,
    find,
    things,
)
