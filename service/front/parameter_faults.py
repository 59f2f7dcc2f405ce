"""What is wrong with a parameter, in words of the client's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gaoxin.language import say

_WORDS = {
    "missing": ("缺少这个参数", "it is missing"),
    "int_parsing": ("应是整数", "it must be a whole number"),
    "int_type": ("应是整数", "it must be a whole number"),
    "float_parsing": ("应是一个数", "it must be a number"),
    "bool_parsing": ("应是 true 或 false", "it must be true or false"),
    "int_parsing_size": ("这个整数太大", "this whole number is too large"),
    "greater_than_equal": ("至少为 {ge}", "it must be {ge} or more"),
    "less_than_equal": ("至多为 {le}", "it must be {le} or less"),
    "string_too_long": (
        "太长，最多 {max_length} 个字符",
        "it is too long: {max_length} characters at most",
    ),
    "too_long": ("写了太多次，最多 {max_length} 次", "it is given too often: {max_length} at most"),
    "literal_error": ("只能是 {expected}", "it must be {expected}"),
    "enum": ("只能是 {expected}", "it must be {expected}"),
}
"""By the kind of fault in pydantic, with the names of its context."""


def told_faults(found: list[Mapping[str, Any]]) -> dict[str, Any]:
    """The problem document of parameters that cannot be used; ``found`` are faults of pydantic."""
    facts = [{"parameter": _name(fault["loc"]), "detail": _told(fault)} for fault in found]
    joint = say("；", "; ")
    listed = joint.join(f"{fact['parameter']}{say('：', ': ')}{fact['detail']}" for fact in facts)
    return {
        "status": 400,
        "title": "BadParameter",
        "detail": say(f"参数不能用。{listed}。", f"A parameter cannot be used. {listed}."),
        "facts": facts,
    }


def _told(fault: Mapping[str, Any]) -> str:
    words = _WORDS.get(str(fault["type"]))
    if words is None:
        return str(fault["msg"])
    context = {name: str(value) for name, value in fault.get("ctx", {}).items()}
    if "expected" in context:
        choices = context["expected"].replace(" or ", ", ").split(", ")
        context["expected"] = say("、", ", ").join(c.strip("'") for c in choices if c != "''")
    return say(*words).format(**context)


def _name(place: tuple[int | str, ...]) -> str:
    """The name of the parameter; a value of a list has its number behind it."""
    return next((str(part) for part in reversed(place) if isinstance(part, str)), "")
