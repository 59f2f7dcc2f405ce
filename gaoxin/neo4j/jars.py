"""The jars of Neo4j: which ones, where they are kept, and whether they are complete.

``jars.lock`` names every jar with its size and SHA-256; ``python -m gaoxin.neo4j.resolve`` writes
it.  jgo fetches a jar that is missing or damaged.  It knows the address of Maven Central, so the
project names no address.  With the lock jgo reads no project descriptions: fetching 217 files over
four connections takes a quarter of the 70 s that resolving and fetching one by one took.
"""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gaoxin.errors import ServiceUnavailable
from gaoxin.language import say
from gaoxin.locks import exclusive
from gaoxin.progress import Progress, silent

VERSION = "5.26.30"
COORDINATES = (
    f"org.neo4j:neo4j:{VERSION}",
    f"org.neo4j.app:neo4j-server:{VERSION}",
    f"org.neo4j:neo4j-import-tool:{VERSION}",
    "org.neo4j.client:neo4j-browser:5.24.0",
)
LOCK_FILE = Path(__file__).with_name("jars.lock")
CONNECTIONS = 4


@dataclass(frozen=True, slots=True)
class Jar:
    """One line of the lock: a Maven coordinate, its size in bytes and its SHA-256 (hex)."""

    group: str
    artifact: str
    version: str
    classifier: str
    size: int
    sha256: str

    @property
    def filename(self) -> str:
        """The name of its file; unique in the lock (tested)."""
        tail = f"-{self.classifier}" if self.classifier else ""
        return f"{self.artifact}-{self.version}{tail}.jar"

    def is_whole(self, folder: Path) -> bool:
        """Whether ``folder`` has this file with the right content."""
        path = folder / self.filename
        try:
            if path.stat().st_size != self.size:
                return False
            with path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == self.sha256
        except OSError:
            return False


def locked_jars() -> list[Jar]:
    """Read ``jars.lock``."""
    jars = []
    for line in LOCK_FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            coordinate, size, sha256 = line.split()
            group, artifact, version, classifier = coordinate.split(":")
            jars.append(Jar(group, artifact, version, classifier, int(size), sha256))
    return jars


def jars_folder() -> Path:
    """Where the jars are kept: ``GAOXIN_NEO4J_JARS``, else the user's cache folder."""
    given = os.environ.get("GAOXIN_NEO4J_JARS", "").strip()
    if given:
        return Path(given).expanduser().absolute()
    from platformdirs import user_cache_path

    return user_cache_path("gaoxin") / "neo4j" / VERSION


def ready_jars(progress: Progress = silent, jars: Iterable[Jar] | None = None) -> list[Path]:
    """The paths of all jars in ``jars``, by default of ``jars.lock``; fetches missing ones.

    Raises:
        ServiceUnavailable: the extra ``neo4j-local`` is not installed, a jar cannot be fetched, or
            a fetched jar differs from the lock.
    """
    wanted = list(locked_jars() if jars is None else jars)
    folder = jars_folder()
    # A complete folder is only read, because it may belong to another user.
    if _not_whole(wanted, folder):

        def waiting() -> None:
            progress(say("等待另一个下载", "waiting for another download"), 0, None)

        with exclusive(folder / ".lock", seconds=1800, waiting=waiting):
            missing = _not_whole(wanted, folder)
            if missing:
                _fetch_all(missing, folder, progress)
    return [folder / jar.filename for jar in wanted]


def _not_whole(jars: list[Jar], folder: Path) -> list[Jar]:
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        whole = list(pool.map(lambda jar: jar.is_whole(folder), jars))
    return [jar for jar, good in zip(jars, whole, strict=True) if not good]


def _fetch_all(jars: list[Jar], folder: Path, progress: Progress) -> None:
    total = sum(jar.size for jar in jars)
    what = say("下载 Neo4j", "fetching Neo4j")
    done = 0
    progress(what, done, total)
    # In the same folder, so that moving a file to its place is atomic.
    workplace = Path(tempfile.mkdtemp(prefix=".partial-", dir=folder))
    try:
        context = maven_context(workplace)
        with ThreadPoolExecutor(CONNECTIONS) as pool:
            waiting = {pool.submit(_fetch, jar, context, folder): jar for jar in jars}
            try:
                for finished in as_completed(waiting):
                    finished.result()
                    done += waiting[finished].size
                    progress(what, done, total)
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
    finally:
        shutil.rmtree(workplace, ignore_errors=True)
        for old in folder.glob(".partial-*"):  # of a killed download; this process has the lock
            shutil.rmtree(old, ignore_errors=True)


def maven_context(cache: Path) -> Any:
    """A Maven context of jgo with its cache in ``cache`` and jgo's own repositories.

    Raises:
        ServiceUnavailable: the extra ``neo4j-local`` is not installed.
    """
    try:
        from jgo.config import GlobalSettings
        from jgo.maven import MavenContext
    except ImportError as cause:
        raise extra_is_missing() from cause
    logging.getLogger("jgo").setLevel(logging.ERROR)
    own = GlobalSettings.load().repositories  # first the mirrors that the user configured for jgo
    context = MavenContext(repo_cache=cache, timeout=30)
    context.remote_repos = {**own, **context.remote_repos}
    return context


def extra_is_missing() -> ServiceUnavailable:
    """The error for a missing extra ``neo4j-local``; it says how to install it."""
    return ServiceUnavailable(
        "由程序运行 Neo4j 需要附加组件：pip install 'gaoxin[neo4j-local]'；"
        "或用 NEO4J_URI 指向自己的 Neo4j。",
        "Running Neo4j by the program needs an extra: pip install 'gaoxin[neo4j-local]'; "
        "or set NEO4J_URI to your own Neo4j.",
        extra="neo4j-local",
    )


def _fetch(jar: Jar, context: Any, folder: Path) -> None:
    import requests

    component = context.project(jar.group, jar.artifact).at_version(jar.version)
    artifact = component.artifact(jar.classifier, "jar")
    try:
        arrived: Path = artifact.resolve()
    except (requests.RequestException, OSError, RuntimeError) as cause:
        raise ServiceUnavailable(
            f"无法从 Maven Central 下载 Neo4j（{jar.filename}）；请检查网络后再试，"
            "或用 NEO4J_URI 指向自己的 Neo4j。",
            f"Neo4j could not be fetched from Maven Central ({jar.filename}); check the network "
            "and try again, or set NEO4J_URI to your own Neo4j.",
            jar=jar.filename,
        ) from cause
    if arrived.name != jar.filename or not jar.is_whole(arrived.parent):
        raise ServiceUnavailable(
            f"下载的 {jar.filename} 与 jars.lock 中的校验值不符，未予使用；请再试一次，"
            "或用 NEO4J_URI 指向自己的 Neo4j。",
            f"The fetched {jar.filename} is not what jars.lock says and was not used; try again, "
            "or set NEO4J_URI to your own Neo4j.",
            jar=jar.filename,
        )
    arrived.replace(folder / jar.filename)
