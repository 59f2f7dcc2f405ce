"""The tokens of those who may use the service: ``HOME/service-tokens.json``.

Only the sha256 of each token is kept.  A token is 256 random bits, so nothing slower than a plain
hash is needed.  Without tokens everybody who reaches the service may use it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import secrets
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from gaoxin.errors import BadUsage, StoreCorrupt
from gaoxin.files import write_whole
from gaoxin.locks import exclusive

TokenScope = Literal["read", "write"]
_NAME = re.compile(r"[\w.@-]{1,64}")
_PREFIX = "gaoxin_"


@dataclass(frozen=True, slots=True)
class Token:
    """Whose token it is, what it allows (``write`` includes ``read``), its hash, and when it was
    made (UTC, ISO 8601).
    """

    name: str
    scope: str
    sha256: str
    made: str


def token_path(home: Path) -> Path:
    """The file."""
    return home / "service-tokens.json"


def read_tokens(home: Path) -> list[Token]:
    """All tokens; none if there is no file.

    Raises:
        StoreCorrupt: the file is damaged.
    """
    path = token_path(home)
    try:
        content = json.loads(path.read_bytes())
        tokens = [Token(**item) for item in content["tokens"]]
        if not all(isinstance(value, str) for t in tokens for value in asdict(t).values()):
            raise ValueError(path)
    except FileNotFoundError:
        return []
    except (ValueError, TypeError, KeyError) as cause:
        raise StoreCorrupt(
            f"令牌文件 {path} 已损坏；请改正或删除它，再用 gaoxin token add 重新发放。",
            f"The file of tokens {path} is damaged; correct or delete it, then make tokens anew "
            "with gaoxin token add.",
            path=str(path),
        ) from cause
    return tokens


def add_token(home: Path, name: str, scope: TokenScope) -> str:
    """Make a token and return it; it is not kept and cannot be shown again.

    Raises:
        BadUsage: the name is unusable or taken.
        StoreCorrupt: the file is damaged.
    """
    if not _NAME.fullmatch(name):
        raise BadUsage(
            f"「{name}」不能作令牌名；可用 64 个以内的字母、汉字、数字与 . _ @ -。",
            f"{name!r} cannot name a token; use up to 64 letters, digits and . _ @ -.",
        )
    secret = _PREFIX + secrets.token_urlsafe(32)
    with exclusive(home / "service-tokens.lock", 10):
        tokens = read_tokens(home)
        if any(token.name == name for token in tokens):
            raise BadUsage(
                f"已有名为「{name}」的令牌；先用 gaoxin token remove {name} 撤销它。",
                f"There is a token named {name!r}; revoke it with gaoxin token remove {name}.",
            )
        made = datetime.now(UTC).isoformat(timespec="seconds")
        _write(home, [*tokens, Token(name, scope, hash_of(secret), made)])
    return secret


def remove_token(home: Path, name: str) -> None:
    """Revoke a token; a running service refuses it from then on.

    Raises:
        BadUsage: there is none of this name.
        StoreCorrupt: the file is damaged.
    """
    with exclusive(home / "service-tokens.lock", 10):
        tokens = read_tokens(home)
        left = [token for token in tokens if token.name != name]
        if len(left) == len(tokens):
            raise BadUsage(
                f"没有名为「{name}」的令牌；gaoxin token list 列出全部。",
                f"There is no token named {name!r}; gaoxin token list lists them.",
            )
        _write(home, left)


def hash_of(secret: str) -> str:
    """The hash under which a token is kept."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def token_of(secret: str, tokens: list[Token]) -> Token | None:
    """The token whose secret this is.  All are compared, each in constant time."""
    given = hash_of(secret)
    found = None
    for token in tokens:
        if hmac.compare_digest(given, token.sha256):
            found = token
    return found


def _write(home: Path, tokens: list[Token]) -> None:
    text = json.dumps({"tokens": [asdict(token) for token in tokens]}, indent=1, ensure_ascii=False)
    write_whole(token_path(home), text + "\n", mode=0o600)
