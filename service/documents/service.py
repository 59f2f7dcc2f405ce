"""Documents about the service itself."""

from __future__ import annotations

from pydantic import Field

from gaoxin.service.documents.parts import DocumentPart


class RouteParameter(DocumentPart):
    """A parameter of a route."""

    name: str
    in_: str = Field(alias="in", description="path or query.")
    required: bool
    description: str
    choices: list[str]


class ListedRoute(DocumentPart):
    """A route."""

    path: str
    method: str
    tag: str
    summary: str
    parameters: list[RouteParameter]
    forms: list[str] = Field(description="The media types of its answers.")
    example: str = Field(description="An address to try; or empty.")


class ApiDocument(DocumentPart):
    """What programs can ask."""

    routes: list[ListedRoute]
    link: str = Field(description="Where the whole description (OpenAPI) stands.")
