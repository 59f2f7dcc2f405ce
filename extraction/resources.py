"""What extraction needs besides an article, loaded once for any number of articles."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

from gaoxin.settings import Settings

if TYPE_CHECKING:
    from gaoxin.extraction.encoding.encoder import Encoder
    from gaoxin.extraction.mentions.known_names import KnownNames
    from gaoxin.extraction.tagging.tagger import Tagger


@dataclass(frozen=True, slots=True)
class Resources:
    """What the stages work with.

    Without ``encoder`` and ``tagger`` (the extra ``articles``) less is found; nothing else changes.
    """

    names: KnownNames
    encoder: Encoder | None = None
    tagger: Tagger | None = None
    settings: Settings | None = None
    """With the endpoint of a language model, if the user has one."""


def load_resources(settings: Settings, *, fast: bool = False) -> Resources:
    """Load them; with ``fast`` without what only the slower way needs.

    Raises:
        GaoxinError: shipped weights are damaged.
    """
    from gaoxin.extraction.mentions.known_names import load_gazetteer

    names = load_gazetteer(settings)
    if fast:
        return Resources(names)
    from gaoxin.extraction.encoding.encoder import load_encoder
    from gaoxin.extraction.tagging.tagger import load_tagger

    encoder = load_encoder()
    asks = settings if settings.language_model_url else None
    return Resources(names, encoder, load_tagger() if encoder else None, asks)


def way_of_reading(settings: Settings, *, fast: bool) -> str:
    """What the facts of an article depend on besides its file, in one line: the program, the
    published generation, the packages and weights that are there, the language model.
    """
    from gaoxin import __version__
    from gaoxin.extraction.weights import stated_weights
    from gaoxin.extraction.words import is_in_dictionary
    from gaoxin.graph.store.store import Store

    words = "words" if is_in_dictionary("公司") else "no words"
    way = [__version__, f"generation {Store(settings).current() or 0}", words]
    if fast:
        return " ".join([*way, "fast"])
    weights = stated_weights() if find_spec("onnxruntime") else "no encoder"
    return " ".join([*way, weights, settings.language_model_url, settings.language_model]).strip()
