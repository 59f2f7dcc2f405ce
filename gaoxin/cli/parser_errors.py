"""What the parser of the command line refuses, in both languages.

typer words its errors in English only, so each kind of error gets its sentence here.
"""

from __future__ import annotations

import re
from typing import Any

from gaoxin.cli.help_words import localize
from gaoxin.errors import BadUsage

_VALUES = {
    "--source": (
        "要写来源的键或标题，gaoxin sources 列出全部。",
        "It takes the key or the title of a source; gaoxin sources lists all.",
    ),
    "--grade": (
        "要写等级：A、D、B、C、I 或 U，从强到弱。",
        "It takes a grade: A, D, B, C, I or U, from the strongest down.",
    ),
}
"""What to write after an option whose values one does not know by heart."""


def bad_usage(error: Any) -> BadUsage:
    """The parser's error (a ``TyperException``) as an error of this project."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "gaoxin"
    hint_zh, hint_en = f"用法见 {path} --help。", f"See {path} --help."
    kind = type(error).__name__
    parameter = getattr(error, "param", None)
    named = _parameter_name(parameter) or str(getattr(error, "param_hint", "") or "")
    original = error.format_message().rstrip(".")
    if kind == "NoSuchOption":
        near = ", ".join(sorted(error.possibilities or ()))
        zh = f"没有选项 {error.option_name}" + (f"，是否想用 {near}？" if near else "。")
        en = f"No such option: {error.option_name}" + (f"; did you mean {near}?" if near else ".")
    elif kind == "BadOptionUsage":
        takes_none = original.endswith("does not take a value")
        about_zh, about_en = ("", "") if takes_none else _VALUES.get(error.option_name, ("", ""))
        fault = "不带值。" if takes_none else "之后缺少它的值。"
        zh = f"选项 {error.option_name} {fault}{about_zh}"
        en = f"{original}. {about_en}".rstrip()
    elif kind == "MissingParameter":
        choices = _choices(parameter)
        zh = f"缺少{' ' if named.isascii() else ''}{named}" + (
            f"（可选：{choices}）。" if choices else "。"
        )
        en = f"Missing {named}" + (f" (one of {choices})." if choices else ".")
    elif kind == "BadParameter":
        choices = _choices(parameter)
        reason_zh, reason_en = _reason(error)
        zh = f"{named} 的值无法使用" + (f"，可选：{choices}。" if choices else f"：{reason_zh}。")
        en = f"Unusable value for {named}: {reason_en}."
    elif original.startswith("No such command"):
        asked, *meant = _commands(original)
        near_zh = f"；是否想用 {'、'.join(meant)}？" if meant else "。"
        near_en = f"; did you mean {' or '.join(meant)}?" if meant else "."
        zh, en = f"没有命令「{asked}」{near_zh}", f"There is no command '{asked}'{near_en}"
    elif original.startswith("Missing command"):
        zh, en = "没有写命令。", "A command is missing."
    elif original.startswith("Got unexpected extra argument"):
        extra = original.rpartition("(")[2].rstrip(")")
        zh, en = f"多余的参数：{extra}。", f"Unexpected extra arguments: {extra}."
    else:
        zh, en = f"命令写法有误：{original}。", f"{original}."
    return BadUsage(f"{zh}{hint_zh}", f"{en} {hint_en}", command=path)


def _reason(error: Any) -> tuple[str, str]:
    """Why a value cannot be used, in Chinese and English.

    The parser checks values by pydantic, whose error is the cause.
    """
    found: list[dict[str, Any]] = getattr(error.__cause__, "errors", list)()
    first = found[0] if found else {}
    kind, value = first.get("type"), first.get("input")
    if kind == "int_parsing":
        return f"「{value}」不是整数", f"{value!r} is not a whole number"
    if kind == "greater_than_equal":
        least = first["ctx"]["ge"]
        return f"{value} 小于 {least}", f"{value} is less than {least}"
    if kind == "less_than_equal":
        most = first["ctx"]["le"]
        return f"{value} 大于 {most}", f"{value} is more than {most}"
    reason = error.message.removeprefix("Value error, ").rstrip(".")
    return reason, reason


def _commands(message: str) -> list[str]:
    """The command that does not exist, then the nearest ones."""
    asked, *near = re.findall(r"'([^']*)'", message) or [""]
    return [asked, *(f"gaoxin {name}" for name in near)]


def _parameter_name(parameter: Any) -> str:
    if parameter is None:
        return ""
    if parameter.param_type_name == "argument":
        return localize(str(parameter.metavar or parameter.name.upper()))
    return str(max(parameter.opts, key=len))


def _choices(parameter: Any) -> str:
    descriptor = getattr(parameter, "type_descriptor", None)
    found = getattr(descriptor, "choices", None) or ()
    return ", ".join(str(choice) for choice in found)
