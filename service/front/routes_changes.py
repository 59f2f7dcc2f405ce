"""Route: what came and went between two generations, as JSON, page and feed."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from gaoxin.service.documents.lists import ChangesDocument
from gaoxin.service.front.ask_lookup import ask_lookup
from gaoxin.service.front.list_parameters import Choices, ListParameters, NameText

router = APIRouter(tags=["lists"])

_MOST_PARAMETERS = 20


class ChangeParameters(ListParameters):
    """Which changes are wanted."""

    older: int | None = Field(
        None, alias="from", ge=1, le=999_999_999, description="The earlier generation."
    )
    newer: int | None = Field(
        None, alias="to", ge=1, le=999_999_999, description="The later generation."
    )
    thing: NameText = Field("", description="Only facts about this thing: a name or a key.")
    cls: NameText = Field("", alias="class", description="Only facts about things of this class.")
    query: NameText = Field(
        "", description="The rows of this saved query; its parameters are given beside it."
    )
    change: Choices = Field([], description="came, went or changed.")
    subject_class: Choices = Field([], description="The class of the subject.")
    source: Choices = Field([], description="The key of a source.")


@router.get("/changes", response_model=ChangesDocument)
async def changes(request: Request, asked: Annotated[ChangeParameters, Query()]) -> Response:
    """What came, went and changed between two generations, by default the last change."""
    values = asked.model_dump(by_alias=True)
    own = {*values, "format", "lang"}
    others = [(name, text) for name, text in request.query_params.items() if name not in own]
    parameters = dict(others[:_MOST_PARAMETERS]) if asked.query else {}
    service = str(request.base_url).rstrip("/")
    return await ask_lookup(
        request, "changes", {**values, "parameters": parameters, "service": service}
    )
