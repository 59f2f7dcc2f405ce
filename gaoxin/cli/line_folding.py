"""Lines that are too wide for the screen: paragraphs, commands to be copied, and queries."""

from __future__ import annotations

import re

from rich.cells import cell_len

from gaoxin.cli.text_folding import fold_indented

_SHELL_WORD = re.compile(r"(?:'[^']*'|\"[^\"]*\"|\S)+")
_CODE_SPACE = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"| ")
_ENDS_WITH_COMMAND = re.compile(
    r"(.*[：:] ?)(gaoxin [a-z]+(?: (?:'[^']*'|\"[^\"]*\"|[^\s，；。;'\"])+)*)"
)
_FURTHER_IN = 2


def fold_line(line: str, width: int) -> list[str]:
    """The lines of a paragraph, which may be indented; the further ones are indented like it.

    They stand two columns further in if the line is indented itself.  A command at the end has
    lines of its own and the path of a file stays whole, so that they can be copied.
    """
    if cell_len(line) <= width:
        return [line]
    text = line.lstrip(" ")
    indent = min(len(line) - len(text), width // 2)
    told = _ENDS_WITH_COMMAND.fullmatch(text)
    hang = _FURTHER_IN if indent else 0
    lines = fold_indented(told[1] if told else text, width, indent, hang, keeps_paths=True)
    if told:
        margin = indent + _FURTHER_IN
        lines += [" " * margin + other for other in fold_command(told[2], width - margin)]
    return lines


def fold_command(command: str, width: int) -> list[str]:
    """The lines of a command, which can still be copied into a shell."""
    lines: list[str] = []
    line = ""
    for word in _SHELL_WORD.findall(command):
        if line and cell_len(f"{line} {word}") > width - len(" \\"):
            lines.append(f"{line} \\")
            line = f"    {word}"
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]


def fold_code(line: str, width: int) -> list[str]:
    """The lines of a line of SPARQL or Cypher, broken at spaces outside quotation marks.

    A line without such a space stays as wide as it is.
    """
    lines: list[str] = []
    indent = line[: len(line) - len(line.lstrip())]
    while cell_len(line) > width:
        spaces = [
            found.start()
            for found in _CODE_SPACE.finditer(line, len(indent))
            if found[0].isspace() and cell_len(line[: found.start()]) <= width
        ]
        spaces = [place for place in spaces if line[:place].strip()]
        if not spaces:
            break
        lines.append(line[: spaces[-1]])
        line = f"{indent}    {line[spaces[-1] :].lstrip()}"
    return [*lines, line]
