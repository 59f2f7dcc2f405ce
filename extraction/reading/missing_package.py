"""The refusal of a file for whose kind a package is missing."""

from __future__ import annotations

from gaoxin.errors import InvalidSource
from gaoxin.loaders.problems import refusal


def missing_package(file: str, zh: str, en: str, cause: ImportError) -> InvalidSource:
    """``zh`` and ``en`` name the kind of file; the message says what to install."""
    return refusal(
        file,
        f"读{zh}需要另外安装（缺少 {cause.name}）：pip install 'gaoxin[articles]'；"
        "或把正文另存为 .txt。",
        f"reading {en} needs an extra ({cause.name} is missing): pip install 'gaoxin[articles]'; "
        "or save the text as .txt.",
    )
