"""Find the encoding of a text file and open it.

UTF-8 (with or without BOM) is tried strictly, then UTF-16 if there is a BOM, then GB18030.  Nearly
all byte sequences are valid GB18030, so the decoded text must also look like Chinese: it may have
only few characters outside the common sets.  All passes read in chunks, so memory does not grow
with the file.
"""

from __future__ import annotations

import codecs
import stat
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TextIO

from gaoxin.errors import InvalidSource
from gaoxin.loaders.problems import refusal
from gaoxin.system_reasons import system_reason

CHUNK = 1 << 20
# The share of uncommon characters is about 57 % for random two-byte codes, about 60 % for Big5 read
# as GB18030, and under 5 % for real text, rare names like 镕 and 𠮷 included.
UNCOMMON_SHARE = 0.25

# Files that are often given the suffix of a text.
_OTHER_FILES = (
    (b"PK\x03\x04", "工作簿（.xlsx、.ods）或压缩包", "a workbook (.xlsx, .ods) or an archive"),
    (b"\xd0\xcf\x11\xe0", "旧式工作簿（.xls）", "a workbook of the old format (.xls)"),
    (b"PAR1\x15", "Parquet 文件（.parquet）", "a Parquet file (.parquet)"),
    (b"\x1f\x8b", "gzip 压缩文件（.gz）", "a file packed by gzip (.gz)"),
    (b"%PDF-", "PDF 文件", "a PDF file"),
)


def open_text(path: Path, name: str) -> TextIO:
    """Open a table for reading as text; line ends are kept.

    Raises:
        InvalidSource: the file is missing, empty, binary, or in an unsupported encoding.
    """
    return path.open(encoding=find_encoding(path, name), newline="")


def find_encoding(path: Path, name: str) -> str:
    """Return the codec that decodes the whole file: ``utf-8-sig``, ``utf-16`` or ``gb18030``.

    Raises:
        InvalidSource: as :func:`open_text`.
    """
    head = read_head(path, name)
    for beginning, zh, en in _OTHER_FILES:
        if head.startswith(beginning):
            raise refusal(
                name,
                f"这是{zh}，不是文本；请改用它应有的后缀，或另存为 UTF-8 文本。",
                f"this is {en} and not a text file; give it the right suffix, or save it as text "
                "in UTF-8.",
            )
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise refusal(
            name,
            "这是 UTF-32 文本；请另存为 UTF-8。",
            "this is UTF-32 text; save the file as UTF-8.",
        )
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        bad = _first_bad_line(path, "utf-16")
        if bad is None:
            return "utf-16"
        raise refusal(
            name,
            "UTF-16 编码在此处损坏；请重新另存为 UTF-8。",
            "the UTF-16 text is damaged here; save the file again as UTF-8.",
            bad,
        )
    check_zeros(head, name)
    bad = _first_bad_line(path, "utf-8-sig")
    if bad is None:
        return "utf-8-sig"
    if _first_bad_line(path, "utf-8", "surrogatepass") is None:
        raise refusal(
            name,
            "含有孤立的代理项（不成字符的半个编码）；请改正该行。",
            "this line contains a lone surrogate (half of a character); correct the line.",
            bad,
        )
    if _is_chinese(path):
        return "gb18030"
    raise refusal(
        name,
        "既不是 UTF-8，也不像 GB18030 文本；请另存为 UTF-8。",
        "this is neither UTF-8 nor GB18030 text; save the file as UTF-8.",
        bad,
    )


def read_head(path: Path, name: str, size: int = 4096) -> bytes:
    """The first bytes of a regular file that is not empty.

    Raises:
        InvalidSource: it cannot be read or is empty.
    """
    try:
        if not stat.S_ISREG(
            path.stat().st_mode
        ):  # opening a pipe would block until a writer opens it
            raise refusal(
                name,
                "不是普通文件（可能是文件夹、管道或设备）；请先存成文件再加载。",
                "this is not a regular file (perhaps a folder, a pipe or a device); save it as a "
                "file first.",
            )
        with path.open("rb") as stream:
            head = stream.read(size)
    except FileNotFoundError as cause:
        raise refusal(
            name, "没有这个文件；请检查路径。", "there is no such file; check the path."
        ) from cause
    except OSError as cause:
        raise unreadable(name, cause) from cause
    if not head:
        raise refusal(
            name,
            "文件是空的；请检查它是否已正确导出。",
            "the file is empty; check that it was exported properly.",
        )
    return head


def check_zeros(head: bytes, name: str) -> None:
    """Refuse a file whose first bytes ``head`` contain zeros, because text never does.

    Raises:
        InvalidSource: there is a zero byte.
    """
    if b"\x00" not in head:
        return
    if not head.strip(b"\x00"):
        raise refusal(
            name,
            "文件开头全是零字节：可能是损坏或未完成的副本；请重新取得该文件。",
            "the file begins with zero bytes only, so it is a damaged or incomplete copy; get it "
            "again.",
        )
    line = head.count(b"\n", 0, head.index(b"\x00")) + 1
    raise refusal(
        name,
        "含有零字节，不是文本；请另存为 UTF-8 文本。",
        "it contains zero bytes, so it is not a text file; save it as text in UTF-8.",
        line,
    )


def unreadable(name: str, cause: OSError) -> InvalidSource:
    """The error for a file that the operating system cannot read."""
    reason = cause.strerror or str(cause)
    return refusal(
        name,
        f"无法读取该文件（{system_reason(cause)}）；请检查权限。",
        f"the file cannot be read ({reason}); check its permissions.",
    )


def _first_bad_line(path: Path, encoding: str, errors: str = "strict") -> int | None:
    """The line (from 1) of the first byte that does not decode, ``None`` if all do."""
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    line = 1
    with path.open("rb") as stream:
        while True:
            chunk = stream.read(CHUNK)
            try:
                line += decoder.decode(chunk, final=not chunk).count("\n")
            except UnicodeDecodeError as cause:
                before = cause.object[: cause.start].decode(cause.encoding, "replace")
                return line + before.count("\n")
            if not chunk:
                return None


def _is_chinese(path: Path) -> bool:
    """Whether the file decodes as GB18030 and has few uncommon characters."""
    decoder = codecs.getincrementaldecoder("gb18030")("strict")
    beyond = uncommon = 0
    with path.open("rb") as stream:
        while True:
            chunk = stream.read(CHUNK)
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError:
                return False
            for character, count in Counter(text).items():
                if character > "\x7f":
                    beyond += count
                    uncommon += 0 if _is_common(character) else count
            if not chunk:
                return beyond > 0 and uncommon <= UNCOMMON_SHARE * beyond


@cache
def _is_common(character: str) -> bool:
    """Whether it is a simplified or frequent traditional Hanzi, punctuation, or a full-width
    form.
    """
    if unicodedata.category(character) in ("Cc", "Cf", "Cn", "Co"):
        return False
    if (
        "\U00020000" <= character <= "\U0003ffff"
    ):  # four bytes in a pattern that is rare in random data
        return True
    for codec, first, last in (("gb2312", 0xB0, 0xF7), ("big5", 0xA4, 0xC6)):
        try:
            if first <= character.encode(codec)[0] <= last:
                return "\u4e00" <= character <= "\u9fff"
        except UnicodeEncodeError:
            continue
    # Punctuation, quotes, units and Greek, but not kana and box drawing, which misread Big5 yields.
    return character in "·×÷±°—…–‘’“”′″℃‰№→←↑↓≤≥≈≠∶￥" or (
        "\u2460" <= character <= "\u249b"
        or "\u3000" <= character <= "\u3017"
        or "\uff01" <= character <= "\uff5e"
        or "\u2160" <= character <= "\u216b"
    )
