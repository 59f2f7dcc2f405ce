"""Turns the driver's errors into messages: what is wrong, where, and what to do next.

Errors of the connection, of rights and of the server's state are turned into messages.  Errors of
Cypher itself (a misspelled query) stay the driver's own.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
from collections.abc import Iterator
from typing import Any, TypeVar

from gaoxin.errors import MirrorUnavailable
from gaoxin.neo4j.encryption import is_encrypted
from gaoxin.neo4j.endpoint import Endpoint
from gaoxin.neo4j.versions import too_old

E = TypeVar("E", bound=BaseException)
_READ_ONLY = ("WriteOnReadOnlyAccessDatabase", "ForbiddenOnReadOnlyDatabase", "General.ReadOnly")
_ELSEWHERE = ("NotALeader", "RepeatingRead", "Database.DatabaseUnavailable")
_NO_DISK = ("TransactionLogError", "TransactionCommitFailed", "General.StorageDamageDetected")
_NO_MEMORY = ("OutOfMemoryError", "MemoryPoolOutOfMemoryError", "StackOverFlowError")
# In the message, under several codes, of a database that stopped after a failed write.
_STOPPED = "needs to be restarted"
_HOST_MISMATCHES = (62, 64)  # X509_V_ERR_HOSTNAME_MISMATCH and X509_V_ERR_IP_ADDRESS_MISMATCH
_EXPIRED = 10  # X509_V_ERR_CERT_HAS_EXPIRED


@contextlib.contextmanager
def translated(place: Endpoint) -> Iterator[None]:
    """Turn the driver's errors about the connection into :class:`MirrorUnavailable`."""
    from neo4j import exceptions as neo4j_errors

    try:
        yield
    except neo4j_errors.AuthError as cause:
        where = str(place.password_file or "NEO4J_PASSWORD")
        raise MirrorUnavailable(
            f"{place.uri} 的 Neo4j 不接受用户 {place.username}（NEO4J_USERNAME）的密码；"
            f"请更正 {where} 中的密码。",
            f"Neo4j at {place.uri} refuses the password of {place.username} (NEO4J_USERNAME); "
            f"correct the password in {where}.",
            uri=place.uri,
            username=place.username,
        ) from cause
    except (neo4j_errors.ServiceUnavailable, neo4j_errors.SessionExpired) as cause:
        raise _out_of_reach(place, cause) from cause
    except neo4j_errors.Neo4jError as cause:
        known = _refusal(place, str(cause.code or ""), first_line(cause.message or ""))
        if known is None:
            raise
        raise known from cause


def not_connected(place: Endpoint, cause: Exception) -> MirrorUnavailable:
    """The driver made no attempt: the address is unusable, or the server's Bolt is too old."""
    if "Notification filtering is not supported" in str(cause):
        return too_old(place.uri, first_line(cause).partition(" for the ")[2].partition(".")[0])
    return MirrorUnavailable(
        f"用 NEO4J_URI 的值「{place.uri}」找不到 Neo4j；应形如 neo4j://主机:7687。",
        f"NEO4J_URI has the value {place.uri!r}, which is no address of a Neo4j; "
        "it should look like neo4j://host:7687.",
        uri=place.uri,
        reason=first_line(cause),
    )


def first_line(cause: BaseException | str) -> str:
    """The first line of a message, at most 300 characters."""
    return (str(cause).splitlines() or [""])[0][:300]


# -- the connection ---------------------------------------------------------------------------


def _out_of_reach(place: Endpoint, cause: BaseException) -> MirrorUnavailable:
    facts = {"uri": place.uri, "reason": first_line(cause)}
    untrusted = _behind(cause, ssl.SSLCertVerificationError)
    if untrusted is not None:
        return _untrusted(place, untrusted, facts)
    if _behind(cause, ssl.SSLError) is not None:
        return MirrorUnavailable(
            f"{place.uri} 的服务器没有按加密连接应答；请检查端口，服务器不加密时把 NEO4J_URI 写成 "
            "neo4j://（不带 +s、+ssc，并取消 NEO4J_CA）。",
            f"The server at {place.uri} does not answer with encryption; check the port, or, if it "
            "has none, write NEO4J_URI as neo4j:// (without +s or +ssc, NEO4J_CA unset).",
            **facts,
        )
    if _behind(cause, socket.gaierror) is not None:
        return MirrorUnavailable(
            f"{place.uri} 中的主机名查不到；请检查 NEO4J_URI。",
            f"The host name in {place.uri} is not known; check NEO4J_URI.",
            **facts,
        )
    if not is_encrypted(place.uri, place.authorities) and _says(cause, "handshake"):
        return MirrorUnavailable(
            f"{place.uri} 的服务器不用不加密的 Bolt 应答；它要求加密时把 NEO4J_URI 写成 neo4j+s://"
            "（自签证书另设 NEO4J_CA），并检查端口。",
            f"The server at {place.uri} does not speak Bolt without encryption; if it wants that, "
            "write NEO4J_URI as neo4j+s:// (for a self-signed certificate also set NEO4J_CA); "
            "check the port as well.",
            **facts,
        )
    return MirrorUnavailable(
        f"{place.uri} 的 Neo4j 没有应答或中断了连接；请用 gaoxin neo4j status 查看"
        "（用自己的 Neo4j 时检查 NEO4J_URI），然后再试。",
        f"Neo4j at {place.uri} does not answer or closed the connection; look with "
        "gaoxin neo4j status (for your own Neo4j check NEO4J_URI) and try again.",
        **facts,
    )


def _untrusted(
    place: Endpoint, error: ssl.SSLCertVerificationError, facts: dict[str, str]
) -> MirrorUnavailable:
    facts = facts | {"reason": error.verify_message}
    if error.verify_code in _HOST_MISMATCHES:
        return MirrorUnavailable(
            f"{place.uri} 的证书不是给这个主机名的；请在 NEO4J_URI 中写证书上的名字，"
            "或为服务器换一张证书。",
            f"The certificate of {place.uri} is for another host name; write in NEO4J_URI the name "
            "that the certificate has, or give the server another one.",
            **facts,
        )
    if error.verify_code == _EXPIRED:
        return MirrorUnavailable(
            f"{place.uri} 的证书已过期；请为服务器换一张证书。",
            f"The certificate of {place.uri} has expired; give the server a new one.",
            **facts,
        )
    whom_zh = str(place.authorities or "系统信任的签发者")
    whom_en = str(place.authorities or "the authorities that this system trusts")
    return MirrorUnavailable(
        f"{place.uri} 的证书不受 {whom_zh} 信任（{error.verify_message}）；自签证书请让 NEO4J_CA "
        "指向它的 PEM 文件。",
        f"The certificate of {place.uri} is not trusted by {whom_en} ({error.verify_message}); "
        "for a self-signed one set NEO4J_CA to its PEM file.",
        **facts,
    )


def _chain(cause: BaseException) -> Iterator[BaseException]:
    """The error and all errors that caused it; the driver groups several when it routes."""
    waiting, seen = [cause], set()
    while waiting:
        error = waiting.pop(0)
        if id(error) in seen:
            continue
        seen.add(id(error))
        yield error
        waiting += [e for e in (error.__cause__, error.__context__) if e is not None]
        if isinstance(error, BaseExceptionGroup):
            waiting += error.exceptions


def _behind(cause: BaseException, kind: type[E]) -> E | None:
    return next((error for error in _chain(cause) if isinstance(error, kind)), None)


def _says(cause: BaseException, word: str) -> bool:
    return any(word in str(error).lower() for error in _chain(cause))


# -- the server's own refusals ----------------------------------------------------------------


def _refusal(place: Endpoint, code: str, message: str) -> MirrorUnavailable | None:
    """The message for an error code of Neo4j; ``None`` if the query itself was wrong."""
    facts: dict[str, Any] = {"uri": place.uri, "database": place.database, "code": code}
    if code.endswith("Database.DatabaseNotFound"):
        return MirrorUnavailable(
            f"{place.uri} 的 Neo4j 没有名为「{place.database}」的数据库；请检查 NEO4J_DATABASE。",
            f"Neo4j at {place.uri} has no database named {place.database!r}; check NEO4J_DATABASE.",
            **facts,
        )
    if ".Security." in code:
        return MirrorUnavailable(
            f"{place.uri} 的 Neo4j 不允许用户 {place.username} 这样做：{message}",
            f"Neo4j at {place.uri} does not let {place.username} do this: {message}",
            **facts,
        )
    if code.endswith(_READ_ONLY):
        return MirrorUnavailable(
            f"{place.uri} 的数据库「{place.database}」是只读的，没有写入；请让服务器允许写入"
            "（server.databases.read_only、default_to_read_only），然后再运行一次。",
            f"The database {place.database!r} at {place.uri} is read-only, and nothing was "
            "written; let its server allow them (server.databases.read_only, "
            "default_to_read_only) and run again.",
            **facts,
        )
    again_zh, again_en = _restart(place)
    if _STOPPED in message:
        return MirrorUnavailable(
            f"{place.uri} 的数据库「{place.database}」因先前的写入失败（多为磁盘已满）而停止；"
            f"请腾出磁盘空间，{again_zh}。",
            f"The database {place.database!r} at {place.uri} stopped after a write that failed, "
            f"most often because the disk is full; free disk space, {again_en}.",
            has_stopped=True,
            **facts,
        )
    if code.endswith(_NO_DISK):
        return MirrorUnavailable(
            f"{place.uri} 的 Neo4j 无法写入磁盘，多为磁盘已满（{code}）；请腾出空间，{again_zh}。",
            f"Neo4j at {place.uri} could not write to its disk, which most often is full ({code}); "
            f"free disk space, {again_en}.",
            **facts,
        )
    if code.endswith(_NO_MEMORY):
        return MirrorUnavailable(
            f"{place.uri} 的 Neo4j 内存不足（{code}）；请给它更多内存（server.memory），"
            "重新启动后再运行一次，会接着完成。",
            f"Neo4j at {place.uri} ran out of memory ({code}); give it more (server.memory), "
            "restart it and run again; the run continues where it stopped.",
            **facts,
        )
    if code.endswith(("General.DatabaseUnavailable", *_ELSEWHERE)):
        return MirrorUnavailable(
            f"{place.uri} 的数据库「{place.database}」目前不可用：{message}请稍后再试，仍不行时看"
            "服务器的 debug.log。",
            f"The database {place.database!r} at {place.uri} is unavailable now: {message} Try "
            "again later; if that does not help, see the server's debug.log.",
            **facts,
        )
    return None


def _restart(place: Endpoint) -> tuple[str, str]:
    """How to restart the server and go on, as a part of a sentence."""
    if place.password_file is None:
        return "重新启动 Neo4j，然后再运行一次，会接着完成", (
            "restart Neo4j and run again; the run continues where it stopped"
        )
    return "依次执行 gaoxin neo4j stop 和 gaoxin neo4j start，然后再运行一次，会接着完成", (
        "run gaoxin neo4j stop and gaoxin neo4j start, then run again; the run continues"
    )
