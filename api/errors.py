"""Errors as RFC 9457 problem+json, rendered in one place."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException

MEDIA_TYPE = "application/problem+json"
_TEXT = {"type": "string"}
_SCHEMA = {
    "title": "Problem",
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": _TEXT,
        "title": _TEXT,
        "status": {"type": "integer"},
        "detail": {**_TEXT, "description": "What to do."},
        "errors": {
            "description": "The fields at fault.",
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "message"],
                "properties": {"field": _TEXT, "message": _TEXT},
            },
        },
    },
}


class Problem(Exception):
    """An error that the caller can act on.

    `detail` says what to do; `errors` names fields: a list of {"field": "text", "message": "…"}.
    """

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        errors: list[dict[str, str]] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.errors, self.headers = status, detail, errors, headers


def not_found(what: str) -> Problem:
    return Problem(404, f"There is no such {what}.")


def described(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What routes say in the API's documentation of the errors that they give."""
    return {
        status: {"description": HTTPStatus(status).phrase, "content": {MEDIA_TYPE: {"schema": _SCHEMA}}}
        for status in statuses
    }


def problem_response(problem: Problem) -> JSONResponse:
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "detail": problem.detail,
    }
    if problem.errors is not None:
        body["errors"] = problem.errors
    return JSONResponse(body, problem.status, headers=problem.headers, media_type=MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Every error of the app leaves as problem+json; none repeats what the caller sent."""
    app.add_exception_handler(Problem, _on_problem)
    app.add_exception_handler(RequestValidationError, _on_invalid)
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(SQLAlchemyError, _on_database)
    app.add_exception_handler(Exception, _on_fault)


async def _on_problem(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Problem)
    return problem_response(error)


async def _on_invalid(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    errors = [{"field": _field(e["loc"]), "message": str(e["msg"])} for e in error.errors()]
    if any(e["type"] == "json_invalid" for e in error.errors()):
        errors = [{"field": "body", "message": "is not valid JSON"}]
        return problem_response(Problem(400, "The body is not valid JSON.", errors=errors))
    if any(e["loc"] == ("body",) for e in error.errors()) and not _says_json(request):
        return problem_response(Problem(415, "Send JSON, with `Content-Type: application/json`."))
    return problem_response(Problem(422, "Some fields are missing or wrong; `errors` names them.", errors=errors))


def _says_json(request: Request) -> bool:
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return media_type == "application/json" or media_type.endswith("+json")


def _field(location: tuple[int | str, ...]) -> str:
    """`("body", "event", "text")` as `event.text`."""
    parts = [str(part) for part in location]
    return ".".join(parts[1:]) or parts[0]


async def _on_http(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    return problem_response(Problem(error.status_code, str(error.detail), headers=error.headers))


async def _on_database(_request: Request, _error: Exception) -> JSONResponse:
    again = {"Retry-After": "5"}
    return problem_response(Problem(503, "The database does not answer. Nothing was saved; try again.", headers=again))


async def _on_fault(_request: Request, _error: Exception) -> JSONResponse:
    """Ours, not the caller's. The server logs where it happened."""
    return problem_response(Problem(500, "Something broke here. Nothing was saved; try again."))
