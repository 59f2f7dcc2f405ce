"""Decode an XML file by its byte order mark or its encoding declaration.

Python's XML parser knows four encodings and no Chinese one, so files are decoded here.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

_CHUNK = 1 << 16
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']""", re.ASCII)
# Encodings that extend ASCII, so that the declaration can be read before decoding.
_ENCODINGS = re.compile(
    r"(utf-?8|us-ascii|ascii|gb-?\d+|gbk|hz-gb-2312|big5(-hkscs)?|euc-?\w+|shift[_-]jis|iso-8859-\d+"
    r"|latin-?1|windows-\d+|cp\d+|koi8-[ru])",
    re.IGNORECASE,
)


class XmlRefusal(Exception):
    """An XML file is unusable; carries the message in Chinese and English."""


def decode_xml(path: Path) -> Iterator[str]:
    """Yield the text of the file in pieces; without byte order mark and declaration it is read as
    UTF-8.

    Raises:
        XmlRefusal: the encoding is not supported, or is not the real one.
        UnicodeDecodeError: the bytes are invalid in the encoding.
    """
    with path.open("rb") as stream:
        head = stream.read(1024)
        encoding = "utf-8-sig"
        if head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            encoding = "utf-16"
        elif declared := _DECLARED.match(head.removeprefix(codecs.BOM_UTF8).lstrip()):
            encoding = declared[1].decode("ascii")
            if not _ENCODINGS.fullmatch(encoding):
                raise XmlRefusal(
                    f"不支持编码 {encoding}；请另存为 UTF-8。",
                    f"the encoding {encoding} is not supported; save the file as UTF-8.",
                )
            if encoding.lower() in ("gb2312", "gbk"):
                encoding = "gb18030"  # its superset, which is often the real encoding of such files
            if encoding.lower() == "gb18030" and _is_chinese_in_utf8(path):
                raise XmlRefusal(
                    f"声明的编码是 {declared[1].decode()}，内容却是 UTF-8；请改正声明。",
                    f"it declares {declared[1].decode()} but is written in UTF-8; correct the "
                    "declaration.",
                )
            elif encoding.lower().replace("-", "") == "utf8":
                encoding = "utf-8-sig"
        try:
            decoder = codecs.getincrementaldecoder(encoding)("strict")
        except LookupError:
            raise XmlRefusal(
                f"不支持编码 {encoding}；请另存为 UTF-8。",
                f"the encoding {encoding} is not supported; save the file as UTF-8.",
            ) from None
        stream.seek(0)
        while chunk := stream.read(_CHUNK):
            yield decoder.decode(chunk)
        yield decoder.decode(b"", final=True)


def _is_chinese_in_utf8(path: Path) -> bool:
    """Whether the file is UTF-8 with Hanzi; text in GB18030 is almost never valid as that."""
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    found = False
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            try:
                found = bool(re.search("[\u4e00-\u9fff]", decoder.decode(chunk))) or found
            except UnicodeDecodeError:
                return False
    return found
