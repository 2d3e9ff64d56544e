"""A person in a chat, as a channel speaks for them over HTTP."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import httpx

_ONWARDS = ("r/pend/keep", "r/done/", "r/a/chat/yes", "r/skip/")


@dataclass
class Chat:
    channel: httpx.AsyncClient
    address: str
    choices: list[str] = field(default_factory=list)
    shown: str = ""
    _turns: int = 0

    async def turn(self, event: dict[str, Any]) -> dict[str, Any]:
        self._turns += 1
        whose = {"channel": "telegram", "address": self.address, "key": str(self._turns), "language_hint": "ru"}
        response = await self.channel.post("/v1/turns", json={**whose, "event": event})
        assert response.status_code == 200, response.text
        return self._seen(response)

    def _seen(self, response: httpx.Response) -> dict[str, Any]:
        answer: dict[str, Any] = response.json()
        self.shown = "\n".join(reply["text"] for reply in answer["replies"])
        self.choices = [b["choice"] for reply in answer["replies"] for row in reply["buttons"] for b in row]
        return answer

    async def says(self, text: str) -> dict[str, Any]:
        return await self.turn({"type": "text", "text": text})

    async def presses(self, choice: str) -> dict[str, Any]:
        """A choice that is on the screen, by its beginning."""
        return await self.turn(
            {"type": "choice", "choice": next(one for one in self.choices if one.startswith(choice))}
        )

    async def sends_file(self, name: str, content: bytes) -> None:
        answer = await self.turn({"type": "file", "what": "document", "name": name, "size": len(content)})
        assert answer["upload"], self.shown
        headers = {"Channel": "telegram", "Address": quote(self.address), "File-Name": quote(name)}
        path = f"/v1/turns/files/{self._turns}"
        brought = await self.channel.put(path, content=content, headers=headers)
        assert brought.status_code == 200, brought.text
        self._seen(brought)

    async def tells(self, story: str, files: dict[str, bytes]) -> None:
        """Everything up to the summary; questions with buttons are skipped, but for the notice in this chat."""
        await self.says("/report")
        await self.presses("r/yes")
        await self.says(story)
        while "r/edit" not in self.choices:
            while files and "r/done/files" in self.choices:
                await self.sends_file(*files.popitem())
                await self.presses("r/go")
            onward = [one for one in _ONWARDS if any(choice.startswith(one) for choice in self.choices)]
            assert onward, self.shown
            await self.presses(onward[0])

    @property
    def receipt(self) -> str:
        """As it stands on the screen."""
        return self.shown.split("`")[1]
