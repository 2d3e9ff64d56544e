"""The offline pack for anybody to download. Public, rate limited; nothing is stored."""

import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import FileResponse
from pydantic import BaseModel, Field

from api.errors import Problem, described, not_found
from api.guidance.pack.identity import Kind, Pack
from api.guidance.pack.kept import SIGNATURE
from api.guidance.pack.shelf import Shelf
from api.service import CurrentService

router = APIRouter(prefix="/v1/pack", tags=["guidance"], responses=described(404, 422, 429))
_NAME = r"^[A-Za-z-]{2,16}\.(html|pdf)(\.minisig)?$"
_TYPES = {"html": "text/html; charset=windows-1251", "pdf": "application/pdf"}
_HEADERS = {
    "Cache-Control": "public, max-age=300",
    "Content-Security-Policy": "sandbox; default-src 'none'",  # it is to be saved, not to be run in our name
    "X-Content-Type-Options": "nosniff",
}


class PackFileOut(BaseModel):
    name: str
    size: int = Field(description="In bytes.")
    path: str = Field(description="Of the file; with `.minisig` after it, of its signature.")


class PackOut(BaseModel):
    version: str
    date: datetime.date = Field(description="Of the newest check of its content.")
    public_key: str = Field(description="For minisign.")
    files: dict[str, dict[Kind, PackFileOut]] = Field(description="By language and kind.")


@router.get("", summary="The offline pack: its version, files and public key")
async def describe_pack(service: CurrentService) -> PackOut:
    pack = finished(service.packs)
    return PackOut(
        version=pack.version,
        date=pack.date,
        public_key=service.packs.published().identity.public_key,
        files={
            language: {
                kind: PackFileOut(name=file.name, size=file.size, path=f"/v1/pack/{language}.{kind}")
                for kind, file in kinds.items()
            }
            for language, kinds in pack.files.items()
        },
    )


@router.get("/{name}", summary="A file of the offline pack, or its signature", response_class=FileResponse)
async def download(
    name: Annotated[str, Path(pattern=_NAME, examples=["ky.html", "ky.pdf", "uz-Cyrl.html.minisig"])],
    service: CurrentService,
    request: Request,
) -> Response:
    """304 for a browser that has it already."""
    pack = finished(service.packs)
    language, kind, signature = _parts(name)
    path = service.packs.path(language, kind, signature=signature)
    if path is None or not path.is_file():
        raise not_found("file")
    headers = {**_HEADERS, "ETag": f'"{pack.version}-{name}"'}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    media_type = "application/octet-stream" if signature else _TYPES[kind]
    return FileResponse(path, headers=headers, media_type=media_type, filename=path.name)


def _parts(name: str) -> tuple[str, Kind, bool]:
    """Language, kind, and whether the signature is meant."""
    language, _, ending = name.partition(".")
    return language, "html" if ending.startswith("html") else "pdf", ending.endswith(SIGNATURE)


def finished(packs: Shelf) -> Pack:
    """The finished pack. Raises Problem 404 while there is none."""
    pack = packs.published().pack
    if pack is None:
        raise Problem(404, "The pack is still being made; try again in a minute.", headers={"Retry-After": "60"})
    return pack
