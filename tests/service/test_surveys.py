"""Surveys that were written beforehand are what the functions give."""

from __future__ import annotations

import pytest

from gaoxin.graph.audit.coverage import coverage
from gaoxin.graph.store.store import Store
from gaoxin.language import choose_language
from gaoxin.service.lookups.surveys import path_of_survey, survey, write_surveys
from gaoxin.settings import Settings
from tests.fixtures.homes import copy_home


@pytest.mark.parametrize("language", ["zh", "en"])
def test_written_survey_is_the_survey(
    several: Settings, tmp_path_factory: pytest.TempPathFactory, language: str
) -> None:
    generation = Store(copy_home(several, tmp_path_factory.mktemp("surveys") / "home")).read()
    try:
        choose_language(language)
        before = survey(generation, "sources")
        path_of_survey(generation, "sources", language).parent.mkdir(exist_ok=True)
        write_surveys(generation)
        choose_language(language)
        assert path_of_survey(generation, "coverage", language).exists()
        assert survey(generation, "sources").rows == before.rows != []
        assert survey(generation, "coverage").notes == coverage(generation).notes
    finally:
        choose_language(None)
