"""Routes by which other machines fetch generations (``gaoxin pull``).

A file is only given if the manifest of its generation lists it, so no path of a request reaches
the file system.  The kept inputs, which hold what people loaded as they wrote it, are not given.
"""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse, JSONResponse
from starlette.concurrency import run_in_threadpool

from gaoxin.errors import BadParameter, UnresolvedName
from gaoxin.graph.store.folder import StoreFolder
from gaoxin.graph.store.manifest import MANIFEST_FILES, Manifest
from gaoxin.service.front.running import Running

router = APIRouter(tags=["generations"])


@router.get("/generations")
async def generations(request: Request) -> Response:
    """The published generation and all that can be fetched."""
    running: Running = request.app.state.running
    place = StoreFolder(running.settings)
    manifests = await run_in_threadpool(lambda: list(place.readable_manifests()))
    published = running.current.manifest.number
    told = [
        {
            "number": manifest.number,
            "parent": manifest.parent,
            "time": manifest.time,
            "digest": manifest.digest,
            "has_store": manifest.has_store,
            "has_patch": manifest.has_patch,
        }
        for manifest in manifests
    ]
    return JSONResponse({"current": published, "generations": told})


@router.get("/generations/{number}/manifest.json")
async def manifest_file(request: Request, number: int) -> Response:
    """The manifest of a generation."""
    place, _ = await _generation(request, number)
    return FileResponse(place.folder(number) / MANIFEST_FILES[0], media_type="application/json")


@router.get("/generations/{number}/files/{name:path}")
async def file_of_generation(request: Request, number: int, name: str) -> Response:
    """A file of a generation, or a range of it; its sha256 is the entity tag."""
    place, manifest = await _generation(request, number)
    expected = (manifest.files or {}).get(name)
    path = place.folder(number) / name
    if expected is None or not path.is_file():
        raise _missing(f"{number}/{name}")
    headers = {"etag": f'"{expected}"', "cache-control": "private, max-age=31536000, immutable"}
    return FileResponse(path, headers=headers, media_type="application/octet-stream")


async def _generation(request: Request, number: int) -> tuple[StoreFolder, Manifest]:
    running: Running = request.app.state.running
    place = StoreFolder(running.settings)
    if not 0 < number < 10**9:
        raise _missing(str(number))
    try:
        return place, await run_in_threadpool(place.manifest, number)
    except BadParameter as cause:
        raise _missing(str(number)) from cause


def _missing(what: str) -> UnresolvedName:
    return UnresolvedName(
        f"没有 {what}，或已不再保留。", f"{what} is not there, or no longer kept."
    )
