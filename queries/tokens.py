"""The terminals of SPARQL 1.1 and 1.2, as far as they can hide a keyword.

A keyword can hide in a comment, a string, an IRI, a language tag, or behind the mark of a variable
or the colon of a prefixed name (or blank node label).  The forms of these follow the grammars of
both versions.  Where a number ends (``1.e5``) or which operator stands there (``<<(``, ``{|``)
hides nothing; so a number is read like a word, and an operator character by character.
"""

from __future__ import annotations

import re

_NAME_START = (  # PN_CHARS_BASE
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff_0-9"
)
_NAME = _NAME_START + "\u00b7\u0300-\u036f\u203f\u2040"
_IN_LOCAL = r"\\[_~.\-!$&'()*+,;=/?\#@%]|%[0-9A-Fa-f]{2}"  # PLX
_ESCAPED = (  # UCHAR, without the surrogates and what lies beyond U+10FFFF: no characters
    r"\\u(?![dD][89a-fA-F])[0-9A-Fa-f]{4}"
    r"|\\U(?!0000[dD][89a-fA-F])00(?:10|0[0-9A-Fa-f])[0-9A-Fa-f]{4}"
)
_IN_STRING = rf"\\[tbnrf\\\"']|{_ESCAPED}"

TOKEN = re.compile(
    rf"""
      (?P<space>[ \t\r\n]++)
    | (?P<comment>\#)
    | (?P<string>'''(?:[^'\\]++|{_IN_STRING}|'(?!''))*+'''
               | \"\"\"(?:[^\"\\]++|{_IN_STRING}|\"(?!\"\"))*+\"\"\"
               | '(?:[^'\\\r\n]++|{_IN_STRING})*+'
               | \"(?:[^\"\\\r\n]++|{_IN_STRING})*+\")
    | (?P<iri><(?:[^<>\"{{}}|^`\\\x00-\x20]++|{_ESCAPED})*+>)
    | (?P<variable>[?$][{_NAME_START}][{_NAME}]*+)
    | (?P<language>@[A-Za-z]++(?:-[A-Za-z0-9]++)*+)
    | (?P<word>(?:[{_NAME}:]|{_IN_LOCAL})(?:[{_NAME}:\-]++|{_IN_LOCAL})*+)
    | (?P<mark>[{{}}()\[\].;,=!<>&|+\-*^?~]|/(?!/))
    """,
    re.VERBOSE,
)
"""The longest token at a place; the kind is the name of the group.

Of a comment only its first character: it reaches to the end of the line.  ``word`` is a keyword, a
number, a prefixed name or the label of a blank node, up to the next dot; what stands before its
first colon is the prefix.  ``//`` occurs in no query outside of comments, strings and IRIs.
"""


def decode_escapes(text: str) -> str:
    """``text`` with its ``\\uXXXX`` and ``\\UXXXXXXXX`` replaced, as the standard demands first."""
    return re.sub(_ESCAPED, lambda found: chr(int(found[0][2:], 16)), text)
