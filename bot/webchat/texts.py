"""The texts of the page around the conversation: fetched once from the api."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.backend import Backend, BackendDown, BackendRefused, Texts

# For a page that is opened while the api has never been reached: short enough to be true in every language.
_WITHOUT_API: Texts = {
    "ky": {
        "web-title": "Жардам",
        "web-label": "Жардам · Yordam",
        "web-send": "→",
        "web-send-file": "→",
        "web-you": "•",
        "web-restart": "↻",
        "web-too-long": "2000 ↓",
        "web-file-too-large": "20 MB ↓",
        "web-expired": "↻",
        "web-trouble": (
            "Кайра аракет кылыңыз. Попробуйте ещё раз позже. Keyinroq urinib koʻring. Please try again later. **112**"
        ),
    }
}


@dataclass(frozen=True)
class PageTexts:
    language: str
    _by_id: Mapping[str, str]

    def __getitem__(self, text_id: str) -> str:
        return self._by_id[text_id]


class ChannelTexts:
    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._fetched: Texts | None = None

    async def for_language(self, hint: str | None) -> PageTexts:
        """In the language of the hint (`uz`, `ky-KG`), else in the service's first language."""
        texts = await self._all()
        wanted = (hint or "").split("-")[0].lower()
        language = wanted if wanted in texts else next(iter(texts))
        return PageTexts(language, texts[language])

    async def _all(self) -> Texts:
        if not self._fetched:
            try:
                self._fetched = await self._backend.texts()
            except (BackendDown, BackendRefused):
                return _WITHOUT_API
        return self._fetched or _WITHOUT_API
