"""The terminals of SPARQL 1.1 and 1.2 that can contain the letters of a keyword.

The letters of a keyword can be part of a comment, a string, an IRI, a language tag, a variable, a
prefixed name or a blank node label.  The patterns of these follow the grammars of both versions.
Numbers and operators cannot contain a keyword, so they are simplified: a number is read like a word
(``1.e5``), an operator one character at a time (``<<(``, ``{|``).
"""

from __future__ import annotations

import re

_NAME_START = (  # PN_CHARS_BASE
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff_0-9"
)
_NAME = _NAME_START + "\u00b7\u0300-\u036f\u203f\u2040"
_IN_LOCAL = r"\\[_~.\-!$&'()*+,;=/?\#@%]|%[0-9A-Fa-f]{2}"  # PLX
_ESCAPED = (  # UCHAR, except surrogates and numbers above U+10FFFF, which are not characters
    r"\\u(?![dD][89a-fA-F])[0-9A-Fa-f]{4}"
    r"|\\U(?!0000[dD][89a-fA-F])00(?:10|0[0-9A-Fa-f])[0-9A-Fa-f]{4}"
)
_IN_STRING = rf"\\[tbnrf\\\"']|{_ESCAPED}"

# Groups are repeated without a possessive quantifier, because with it Python before 3.11.5 matches
# wrongly (python/cpython issue 106052).  The parts of each group begin with different characters,
# so nothing is tried twice.
TOKEN = re.compile(
    rf"""
      (?P<space>[ \t\r\n]++)
    | (?P<comment>\#)
    | (?P<string>'''(?:[^'\\]++|{_IN_STRING}|'(?!''))*'''
               | \"\"\"(?:[^\"\\]++|{_IN_STRING}|\"(?!\"\"))*\"\"\"
               | '(?:[^'\\\r\n]++|{_IN_STRING})*'
               | \"(?:[^\"\\\r\n]++|{_IN_STRING})*\")
    | (?P<iri><(?:[^<>\"{{}}|^`\\\x00-\x20]++|{_ESCAPED})*>)
    | (?P<variable>[?$][{_NAME_START}][{_NAME}]*+)
    | (?P<language>@[A-Za-z]++(?:-[A-Za-z0-9]++)*)
    | (?P<word>(?:[{_NAME}:]|{_IN_LOCAL})(?:[{_NAME}:\-]++|{_IN_LOCAL})*)
    | (?P<mark>[{{}}()\[\].;,=!<>&|+\-*^?~]|/(?!/))
    """,
    re.VERBOSE,
)
"""Matches the longest token at a position; the name of the group is the token's kind.

For a comment only the ``#`` is matched; the comment extends to the end of the line.  ``word`` is a
keyword, a number, a prefixed name or a blank node label, up to the next dot; the text before its
first colon is the prefix.  ``//`` occurs only within comments, strings and IRIs.
"""


def decode_escapes(text: str) -> str:
    """Return ``text`` with ``\\uXXXX`` and ``\\UXXXXXXXX`` decoded, as the standard does first."""
    return re.sub(_ESCAPED, lambda found: chr(int(found[0][2:], 16)), text)
