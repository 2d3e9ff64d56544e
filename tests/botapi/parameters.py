"""Parameters of a call: query, form, multipart or JSON body, whichever the client chose."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request

from tests.botapi.refusals import bad_request


@dataclass(frozen=True)
class Upload:
    name: str
    content: bytes
    mime: str


class Parameters:
    def __init__(self, values: Mapping[str, Any], uploads: Mapping[str, Upload] | None = None) -> None:
        self.values = dict(values)
        self.uploads = dict(uploads or {})

    def text(self, name: str) -> str:
        value = self.values.get(name)
        return "" if value is None else str(value)

    def integer(self, name: str, default: int = 0) -> int:
        value = self.text(name)
        try:
            return int(value) if value else default
        except ValueError:
            return default

    def number(self, name: str) -> float | None:
        try:
            return float(self.text(name))
        except ValueError:
            return None

    def flag(self, name: str) -> bool:
        return self.text(name).lower() in {"true", "yes", "1"}

    def structure(self, name: str) -> Any:
        """A nested value: native in a JSON body, JSON in a string everywhere else."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None

    def upload(self, name: str) -> Upload | None:
        if name in self.uploads:
            return self.uploads[name]
        return self.uploads.get(self.text(name).removeprefix("attach://"))

    def readable(self) -> dict[str, Any]:
        """The parameters as a test reads them: nested values decoded, uploads beside the rest."""
        return {name: _decoded(value) for name, value in self.values.items()} | self.uploads


def _decoded(value: Any) -> Any:
    if not isinstance(value, str) or not value.startswith(("{", "[")):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


async def read_parameters(request: Request) -> Parameters:
    values: dict[str, Any] = dict(request.query_params)
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/json"):
        values.update(await _json_body(request))
        return Parameters(values)
    uploads: dict[str, Upload] = {}
    async with request.form() as form:
        for name, field in form.multi_items():
            if isinstance(field, UploadFile):
                uploads[name] = await _upload(field)
            else:
                values[name] = field
    return Parameters(values, uploads)


async def _json_body(request: Request) -> dict[str, Any]:
    body = await request.body()
    if not body:
        return {}
    try:
        values = json.loads(body)
    except ValueError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(values, dict):
        raise bad_request("object expected")
    return values


async def _upload(field: UploadFile) -> Upload:
    content = await field.read()
    return Upload(field.filename or "file", content, field.content_type or "application/octet-stream")
