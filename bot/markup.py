"""Turns the Markdown of replies into what each channel shows."""

from html import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token

# Only what guidance uses; HTML and links in a text are shown as they were typed.
_PARSER = MarkdownIt("zero").enable(["emphasis", "list", "escape", "backticks", "newline"])


def to_web(text: str) -> str:
    """HTML for a page: paragraphs, lists, bold, code. Everything else is escaped."""
    return str(_PARSER.render(text))


def to_telegram(text: str) -> str:
    """Telegram's HTML: it knows no paragraphs or lists, so these become lines."""
    return "\n\n".join(telegram_blocks(text))


def telegram_blocks(text: str) -> list[str]:
    """The text as paragraphs of Telegram's HTML, each with its tags closed."""
    return _blocks(_PARSER.parse(text), html=True)


def to_plain(text: str) -> str:
    """Plain text for a terminal."""
    return "\n\n".join(_blocks(_PARSER.parse(text), html=False))


def _blocks(tokens: list[Token], *, html: bool) -> list[str]:
    """Top-level blocks: a paragraph, or a whole list with a line for each item."""
    blocks: list[str] = []
    lines: list[str] = []
    counters: list[int | None] = []  # of open lists: the number of the next item, None for bullets
    marker = ""
    for token in tokens:
        match token.type:
            case "ordered_list_open":
                counters.append(int(token.attrs.get("start", 1)))
            case "bullet_list_open":
                counters.append(None)
            case "list_item_open":
                number = counters[-1]
                marker = "• " if number is None else f"{number}. "
                counters[-1] = None if number is None else number + 1
            case "ordered_list_close" | "bullet_list_close":
                counters.pop()
            case "inline":
                lines.append(marker + _inline(token.children or [], html=html))
                marker = ""
        if not counters and lines:
            blocks.append("\n".join(lines))
            lines = []
    return blocks


_TAGS = {"strong_open": "<b>", "strong_close": "</b>", "em_open": "<i>", "em_close": "</i>"}


def _inline(tokens: list[Token], *, html: bool) -> str:
    parts = []
    for token in tokens:
        match token.type:
            case "softbreak" | "hardbreak":
                parts.append("\n")
            case "code_inline":
                parts.append(f"<code>{escape(token.content, quote=False)}</code>" if html else token.content)
            case kind if kind in _TAGS:
                parts.append(_TAGS[kind] if html else "")
            case _:
                parts.append(escape(token.content, quote=False) if html else token.content)
    return "".join(parts)
