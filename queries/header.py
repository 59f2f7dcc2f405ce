"""The header of a saved query: ``<topic>/<name>.toml``, for both of its twins."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any

from gaoxin.errors import InvalidSource

TYPES = ("string", "integer", "decimal", "year")
"""Types of a parameter, in addition to ``thing`` and ``thing:<Class>``."""
_TYPE = re.compile(rf"thing(:[A-Z][A-Za-z]+)?|{'|'.join(TYPES)}")
_BILINGUAL = ("summary", "description", "who")
_OTHERWISE = ("query", "zh", "en")
_LISTS = ("tags", "columns")
_PARAMETER = ("name", "type", "zh", "en", "values")


def read_header(text: str, place: str) -> dict[str, Any]:
    """Return the keys of a header, complete and of the right types.

    ``parameters`` is an empty list if the file has none.  Each parameter has ``default``, which is
    ``None`` if a value is required, ``example`` (the default if the file has none), and
    ``formerly``, the former name or ``""``.  ``asked`` and
    ``otherwise`` are empty if the file has none.

    Raises:
        InvalidSource: it is not TOML, or a key is missing, unknown, repeated or of the wrong type.
    """
    try:
        keys = tomllib.loads(text)
    except tomllib.TOMLDecodeError as cause:
        raise contradiction(place, f"不是 TOML（{cause}）", f"it is not TOML: {cause}") from cause
    keys.setdefault("parameters", [])
    asked = keys.setdefault("asked", {})
    otherwise = keys.setdefault("otherwise", [])
    _check_names(keys, (*_LISTS, *_BILINGUAL), ("parameters", "asked", "otherwise"), place, "")
    for key in _BILINGUAL:
        if not isinstance(keys[key], dict):
            raise _misshapen(place, key, 'zh = "…", en = "…"')
        _check_names(keys[key], ("zh", "en"), (), place, f"[{key}] ")
        _check_texts(keys[key], ("zh", "en"), place, f"[{key}] ")
    for key in _LISTS:
        if not _is_list_of_texts(keys[key]):
            raise _misshapen(place, key, '["…", "…"]')
    if not isinstance(asked, dict):
        raise _misshapen(place, "asked", 'zh = ["…"], en = ["…"]')
    _check_names(asked, (), ("zh", "en"), place, "[asked] ")
    for key in asked:
        if not _is_list_of_texts(asked[key]):
            raise _misshapen(place, f"[asked] {key}", '["…", "…"]')
    if not isinstance(otherwise, list):
        raise _misshapen(place, "otherwise", "[[otherwise]]")
    for other in otherwise:
        if not isinstance(other, dict):
            raise _misshapen(place, "otherwise", "[[otherwise]]")
        _check_names(other, _OTHERWISE, (), place, "[[otherwise]] ")
        _check_texts(other, _OTHERWISE, place, "[[otherwise]] ")
    if not isinstance(keys["parameters"], list):
        raise _misshapen(place, "parameters", "[[parameters]]")
    for parameter in keys["parameters"]:
        _check_parameter(parameter, place)
    names = [parameter["name"] for parameter in keys["parameters"]]
    for name in names:
        if names.count(name) > 1:
            raise contradiction(
                place, f"参数 {name} 写了两次", f"the parameter {name} is there twice"
            )
    return keys


def _check_parameter(parameter: Any, place: str) -> None:
    if not isinstance(parameter, dict):
        raise _misshapen(place, "parameters", "[[parameters]]")
    where = f"[[parameters]] {parameter.get('name', '')} "
    _check_names(parameter, _PARAMETER, ("default", "example", "formerly"), place, where)
    values = parameter["values"]
    texts = [key for key in _PARAMETER if key != "values" or not _is_list_of_texts(values)]
    _check_texts(parameter, texts, place, where)
    for key, absent in (("default", None), ("example", None), ("formerly", "")):
        if not isinstance(parameter.setdefault(key, absent), str | None):
            raise _misshapen(place, where + key, 'a text, such as "2025"')
    if parameter["example"] is None:
        parameter["example"] = parameter["default"]
    if not parameter["example"] and parameter["default"] is None:
        raise contradiction(
            place,
            f"{where}缺少 example（必填的参数）或 default（可省的参数）",
            f"{where}needs example (a value is required) or default (it may be left out)",
        )
    if not parameter["name"].isidentifier():
        raise _misshapen(place, where + "name", "letters, digits and _")
    if not _TYPE.fullmatch(parameter["type"]):
        raise _misshapen(place, where + "type", f"thing, thing:<Class>, {', '.join(TYPES)}")


def _check_names(
    keys: Mapping[str, Any], needed: tuple[str, ...], allowed: tuple[str, ...], place: str, at: str
) -> None:
    for key in needed:
        if key not in keys:
            raise contradiction(place, f"缺少 {at}{key}", f"{at}{key} is missing")
    for key in keys:
        if key not in needed + allowed:
            known = ", ".join(needed + allowed)
            raise contradiction(
                place,
                f"不认识 {at}{key}；可用的有：{known}",
                f"{at}{key} is unknown; there are {known}",
            )


def _check_texts(
    keys: Mapping[str, Any], needed: tuple[str, ...] | list[str], place: str, at: str
) -> None:
    for key in needed:
        if not isinstance(keys[key], str) or not keys[key].strip():
            raise _misshapen(place, at + key, '"…"')


def _is_list_of_texts(value: Any) -> bool:
    is_list = isinstance(value, list) and bool(value)
    return is_list and all(isinstance(item, str) and item.strip() for item in value)


def _misshapen(place: str, key: str, form: str) -> InvalidSource:
    return contradiction(place, f"{key} 应写作 {form}", f"{key} must be written {form}")


def contradiction(place: str, zh: str, en: str) -> InvalidSource:
    """The error that refuses a file of a saved query."""
    return InvalidSource(
        f"查询 {place}：{zh}；请改正该文件。", f"Query {place}: {en}; correct the file.", file=place
    )
