"""Parameters that many routes have, described once."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Path, Query

GenerationParameter = Annotated[
    int | None,
    Query(
        ge=1,
        le=999_999_999,
        description="Answer from this generation, which must be kept; else from the newest.",
    ),
]
GradeParameter = Annotated[
    Literal["", "A", "D", "B", "C", "I", "U"],
    Query(
        description="Only facts that have a source of this grade or a stronger one. From the "
        "strongest down: A, D, B, C, I, U. I leaves general knowledge out."
    ),
]
AsOfParameter = Annotated[
    int | None,
    Query(ge=1, le=9999, description="What held in this year; facts without a time are kept."),
]
SourceParameter = Annotated[
    str,
    Query(max_length=200, description="Only facts of this source: its key or its title."),
]
RelationParameter = Annotated[
    list[str] | None,
    Query(
        max_length=20,
        description="Only these relations: a name of the ontology, or its label (repeatable).",
    ),
]
SectionParameter = Annotated[
    list[str] | None,
    Query(
        max_length=20,
        description="Only these sections: industries, figures, targets … (repeatable).",
    ),
]
TypeParameter = Annotated[
    str | None,
    Query(max_length=60, description="Look a name up among this class only."),
]
LimitParameter = Annotated[int, Query(ge=1, le=1000, description="Rows on a page.")]
OffsetParameter = Annotated[
    int, Query(ge=0, le=1_000_000_000, description="How many rows to leave out before the page.")
]
KindPath = Annotated[
    str, Path(max_length=60, description="The first part of the key.", examples=["zone"])
]
KeyPath = Annotated[
    str,
    Path(max_length=300, description="The rest of the key.", examples=["tianjin-binhai"]),
]
