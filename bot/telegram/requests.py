"""How we speak to the Bot API: an answer that cannot be read is never logged, and one such update stops nothing."""

import json
from typing import Any

from telegram import Update
from telegram.error import NetworkError
from telegram.request import HTTPXRequest

_SECONDS = 15.0


class BotApiRequest(HTTPXRequest):
    """The library would log a broken answer in full, with what people wrote in it."""

    def __init__(self, proxy: str | None = None, *, connections: int = 1, **client: Any) -> None:
        super().__init__(
            connection_pool_size=connections,
            proxy=proxy,
            connect_timeout=_SECONDS,
            read_timeout=_SECONDS,
            write_timeout=_SECONDS,
            pool_timeout=_SECONDS,
            httpx_kwargs=client,
        )

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        try:
            answer = json.loads(payload.decode("utf-8", "replace"))
        except ValueError:
            answer = None
        if not isinstance(answer, dict):
            raise NetworkError("The answer is not that of a Bot API")
        return answer


class UpdatesRequest(BotApiRequest):
    """An update that the library does not understand becomes an empty one, so that it is confirmed and forgotten."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        answer = BotApiRequest.parse_json_payload(payload)
        if isinstance(answer.get("result"), list):
            answer["result"] = [_understood(update) for update in answer["result"]]
        return answer


def _understood(update: dict[str, Any]) -> dict[str, Any]:
    try:
        Update.de_json(update)
    except Exception:  # whatever the library trips over
        return {"update_id": update["update_id"]}
    return update
