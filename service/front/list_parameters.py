"""Parameters that lists have in common, and those of each list."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

NameText = Annotated[str, StringConstraints(max_length=200)]
ChoiceText = Annotated[str, StringConstraints(max_length=200)]
Choices = Annotated[list[ChoiceText], Field(max_length=50)]


class ListParameters(BaseModel):
    """A page of a list."""

    model_config = ConfigDict(frozen=True)

    limit: int | None = Field(
        None,
        ge=1,
        le=1000,
        description="Rows of one page: 100 unless said otherwise; a file (csv, xlsx) has all rows.",
    )
    offset: int = Field(0, ge=0, le=100_000_000, description="Rows before this page.")
    all: NameText = Field("", description="The facet of which all values are listed.")
    generation: int | None = Field(
        None, ge=1, le=999_999_999, description="Answer from this generation, which must be kept."
    )


class TargetParameters(ListParameters):
    """What promises are wanted."""

    zone: NameText = Field("", description="A zone or another thing: a name or a key.")
    verdict: Choices = Field([], description="reached, missed, not_due, unreported or unknown.")
    status: Choices = Field([], description="due, not_due or undated.")
    year: Choices = Field([], description="The year in which they fall due.")
    grade: NameText = Field("", description="The weakest grade of the sources to be used.")
    as_of: NameText = Field("", description="The day of judgement: 2025, 2025-12 or 2025-12-31.")


class ConflictParameters(ListParameters):
    """What disagreements are wanted."""

    thing: NameText = Field("", description="What they are about: a name or a key.")
    kind: Choices = Field([], description="figure, attribute, post, code_names, …")
    degree: Choices = Field([], description="contradicts or may_agree.")


class CoverageParameters(ListParameters):
    """The coverage of which zones is wanted."""

    zone: NameText = Field("", description="One zone, in detail: a name or a key.")
    reading: Choices = Field([], description="read, excerpts or unread.")
    province: Choices = Field([], description="The name of a province.")


class SourceParameters(ListParameters):
    """What sources are wanted."""

    grade: Choices = Field([], description="The grade of the source: A, D, B, C, I or U.")
    kind: Choices = Field([], description="The kind of the source.")
    year: Choices = Field([], description="The year of the source.")


class SaidParameters(ListParameters):
    """Which facts of a source are wanted."""

    subject_class: Choices = Field([], description="The class of the subject.")
    relation: Choices = Field([], description="The relation, as the facet lists it.")


class ThingParameters(ListParameters):
    """Which things of a list are wanted; several values of one facet are alternatives."""

    cls: Choices = Field([], alias="class", description="Classes of the things.")
    province: Choices = Field([], description="The key of a province: division/340000.")
    industry: Choices = Field([], description="The key of an industry.")
    year: Choices = Field([], description="A year about which something is said.")
    source: Choices = Field([], description="The key of a source that says something.")
    grade: Choices = Field([], description="The best grade of a source: A, D, B, C, I or U.")
    sort: Literal["", "name", "facts"] = Field(
        "", description="By the pinyin of the name, or by how much is stated."
    )
