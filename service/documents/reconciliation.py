"""What a client sends to ``/reconcile`` (Reconciliation Service API 0.2), checked."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, field_validator

MOST_QUERIES = 200
MOST_IDS = 1000

_Text = Annotated[str, StringConstraints(max_length=500)]


class PropertyHint(BaseModel):
    """A value of the row besides the name: ``pid`` is the property, ``v`` what the cell says."""

    model_config = ConfigDict(extra="ignore")

    pid: _Text
    v: Any

    @property
    def texts(self) -> list[str]:
        """The values as texts; a value that was matched before has an ``id``."""
        values = self.v if isinstance(self.v, list) else [self.v]
        return [
            str(value.get("id") or value.get("name") or "")
            if isinstance(value, dict)
            else str(value)
            for value in values[:20]
            if value is not None
        ]


class NameToMatch(BaseModel):
    """One name, with the class of the things wanted and further values as hints."""

    model_config = ConfigDict(extra="ignore")

    query: _Text = ""
    type: list[_Text] = []
    limit: int = Field(5, ge=1, le=50)
    properties: list[PropertyHint] = Field([], max_length=20)

    @field_validator("type", mode="before")
    @classmethod
    def _listed(cls, value: Any) -> Any:
        """One type or several; clients send one as ``{"id": …}``, too."""
        values = value if isinstance(value, list) else [value]
        return [v.get("id", "") if isinstance(v, dict) else v for v in values if v]


class WantedProperty(BaseModel):
    """A property whose values are wanted."""

    model_config = ConfigDict(extra="ignore")

    id: _Text


class Extension(BaseModel):
    """The things, by their keys, and the properties that are to be read of each."""

    model_config = ConfigDict(extra="ignore")

    ids: list[_Text] = Field(max_length=MOST_IDS)
    properties: list[WantedProperty] = Field(max_length=50)


NamesToMatch = TypeAdapter(Annotated[dict[str, NameToMatch], Field(max_length=MOST_QUERIES)])
"""A batch: names to match, each under a key that the answer has again."""
