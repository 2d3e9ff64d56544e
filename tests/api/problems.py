"""What every error of the api looks like."""

from typing import Any

import httpx


def problem(response: httpx.Response, status: int) -> dict[str, Any]:
    """The body, checked to be a problem of this status."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert {"type", "title", "status", "detail"} <= body.keys()
    assert body["status"] == status
    assert body["detail"]
    return body


def fields_at_fault(response: httpx.Response, status: int = 422) -> list[str]:
    return [error["field"] for error in problem(response, status)["errors"]]
