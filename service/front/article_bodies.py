"""The bodies of requests about articles: JSON, or the same fields as a form."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal
from urllib.parse import parse_qsl

from fastapi import Request
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from gaoxin.errors import BadParameter
from gaoxin.extraction.decisions.stated_fact import CELLS

_FORM = "application/x-www-form-urlencoded"
_MOST_FIELDS = 40
Cell = Annotated[str, StringConstraints(max_length=2000)]


class DecisionBody(BaseModel):
    """One decision about an article."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"what": "accept", "fact": "5ae4361a77"}]}
    )

    what: Literal["accept", "reject", "correct", "add", "merge", "new", "undo"] = Field(
        description="accept, reject or correct a fact; add one that was missed; say that a name is "
        "a thing of the graph (merge) or a new one (new); undo a decision."
    )
    fact: Cell = Field("", description="The `id` of the fact, for accept, reject and correct.")
    cells: dict[str, Cell] = Field(
        {},
        max_length=len(CELLS),
        description="For correct and add: cells by the columns of the common table. A cell that is "
        "not given stays as it is.",
    )
    everywhere: bool = Field(
        False, description="For correct: names that change read so in all facts of the article."
    )
    evidence: Cell = Field(
        "", description="For add, and optionally for correct: the words of the text."
    )
    start: int = Field(0, ge=0, description="Where the words stand, if they stand several times.")
    name: Cell = Field("", description="For merge and new: the name in the article.")
    type: Cell = Field("", description="For merge and new: the class of the name.")
    which: Literal["", "subject", "object"] = Field(
        "", description="For merge and new: the end of the fact, in place of name and type."
    )
    thing: Cell = Field("", description="For merge: the key or the name of the thing.")
    number: int = Field(
        0, ge=0, description="For undo: the number of the decision; 0 is the last one that holds."
    )


async def decision_of(request: Request) -> tuple[DecisionBody, dict[str, str]]:
    """The decision in the body of a request, and the other fields if it is a form.

    Raises:
        BadParameter: the body is neither JSON nor a form, or a field is wrong.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = await request.body()
    rest: dict[str, str] = {}
    try:
        if kind == _FORM:
            told, rest = _from_form(body)
        else:
            told = json.loads(body)
        return DecisionBody.model_validate(told), rest
    except ValidationError as cause:
        first = cause.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise BadParameter(
            f"决定的 {place} 无法使用：{first['msg']}。",
            f"{place} of the decision cannot be used: {first['msg']}.",
            parameter=place,
        ) from cause
    except (ValueError, RecursionError) as cause:
        raise BadParameter(
            "正文应为 JSON 或表单（UTF-8）。",
            "The body should be JSON or a form (UTF-8).",
            parameter="body",
        ) from cause


def _from_form(body: bytes) -> tuple[dict[str, Any], dict[str, str]]:
    given = parse_qsl(
        body.decode("utf-8", "strict"), keep_blank_values=True, max_num_fields=_MOST_FIELDS
    )
    fields = dict(given)
    told: dict[str, Any] = {
        name: fields.pop(name) for name in DecisionBody.model_fields if name in fields
    }
    if "merge-into" in fields:  # a button that offers a thing
        told |= {"what": "merge", "thing": fields.pop("merge-into")}
    if which := fields.pop("as-new", ""):  # a button of one name, whichever is chosen above
        told |= {"what": "new", "which": which}
    told["cells"] = {name: fields.pop(f"cell-{name}") for name in CELLS if f"cell-{name}" in fields}
    return told, fields
