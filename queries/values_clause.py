"""Give variables of a query their values in its text, for engines that take no values beside it.

SPARQL 1.1 has no parameters.  Each group of the query that mentions a variable gets ``VALUES ?zone
{ <…> }`` at its beginning: joined with everything in the group, that has the effect of writing the
value for the variable, wherever the variable may stand (a filter, a projection, ``BOUND``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from gaoxin.queries.tokens import TOKEN

Bound = Mapping[str, ox.NamedNode | ox.Literal]


@dataclass(slots=True)
class _Group:
    """A group between braces: where it begins in the text, and the variables it mentions itself."""

    start: int
    is_pattern: bool
    mentions: set[str] = field(default_factory=set)
    around: set[str] | None = None
    """What is mentioned around the pattern of a SELECT: in its head, in GROUP BY and HAVING."""

    @property
    def needed(self) -> list[str]:
        """The variables that need a value here."""
        return sorted(self.mentions | (self.around or set())) if self.is_pattern else []


def with_values(text: str, bound: Bound) -> str:
    """The query with the values of ``bound`` (by the names of variables, without ``?``) in it.

    The text is that of a saved query; it is taken as SPARQL that an engine has accepted.
    """
    if not bound:
        return text
    groups: list[_Group] = []
    query = _Group(0, is_pattern=False)
    open_groups = [query]
    position, previous = 0, ""
    while position < len(text):
        found = TOKEN.match(text, position)
        if found is None:
            position += 1
            continue
        if found.lastgroup == "comment":
            end = text.find("\n", position)
            position = len(text) if end < 0 else end
            continue
        token = found[0]
        position = found.end()
        if found.lastgroup == "space":
            continue
        if token == "{":
            # The braces of VALUES and of a template of CONSTRUCT hold no pattern.
            holds_data = previous.upper() == "CONSTRUCT" or _is_after_values(text, found.start())
            around = None if open_groups[-1].is_pattern else open_groups[-1].mentions
            open_groups.append(_Group(position, not holds_data, around=around))
        elif token == "}" and len(open_groups) > 1:
            groups.append(open_groups.pop())
        elif previous == "{" and token.upper() == "SELECT":
            open_groups[-1].is_pattern = False  # the group that follows it is one
        elif found.lastgroup == "variable" and token[1:] in bound:
            open_groups[-1].mentions.add(token[1:])
        previous = token
    for group in sorted(groups, key=lambda each: each.start, reverse=True):
        if group.needed:
            clause = "".join(f" VALUES ?{name} {{ {bound[name]} }}" for name in group.needed)
            text = text[: group.start] + clause + text[group.start :]
    return text


def _is_after_values(text: str, brace: int) -> bool:
    before = text[:brace].rstrip()
    if before.endswith(")"):
        before = before[: before.rindex("(")].rstrip()
        return before.upper().endswith("VALUES")
    words = before.split()
    return len(words) > 1 and words[-2].upper() == "VALUES"
