"""The style sheet and the script, under names that change with their content, so that phones keep them."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

_FOLDER = Path(__file__).parent / "static"
_TYPES = {".css": "text/css", ".js": "text/javascript"}


@dataclass(frozen=True)
class StaticFile:
    content: bytes
    media_type: str


def _read(path: Path) -> tuple[str, StaticFile]:
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()[:16]
    return f"{path.stem}.{digest}{path.suffix}", StaticFile(content, _TYPES[path.suffix])


_FILES = {path.name: _read(path) for path in sorted(_FOLDER.iterdir()) if path.suffix in _TYPES}
_BY_PUBLIC_NAME = dict(_FILES.values())


def url(name: str) -> str:
    """Relative to the page: it holds wherever the chat is mounted, behind any proxy."""
    return f"static/{_FILES[name][0]}"


async def send(request: Request) -> Response:
    file = _BY_PUBLIC_NAME.get(request.path_params["name"])
    if file is None:
        raise HTTPException(404)
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(file.content, media_type=file.media_type, headers=headers)
