"""The page of the preview: the channels side by side, and what the check says beside them."""

from collections.abc import Sequence
from html import escape
from urllib.parse import urlencode

STYLE = """
body { margin: 0; font: 15px/1.4 system-ui, sans-serif; background: #eee; color: #111; }
header { padding: 8px 16px; background: #fff; }
header a, header b { margin-right: 12px; }
main { display: flex; flex-wrap: wrap; gap: 16px; padding: 16px; align-items: flex-start; }
section { flex: 1 1 340px; min-width: 300px; max-width: 460px; }
h2 { font-size: 14px; margin: 0 0 8px; }
iframe { width: 100%; height: 85vh; border: 1px solid #bbb; background: #fff; box-sizing: border-box; }
.phone { background: #b9d2a4; padding: 12px; max-height: 85vh; overflow: auto; box-sizing: border-box; }
.message { background: #fff; border-radius: 10px; padding: 8px 12px; margin-top: 10px; white-space: pre-wrap; }
.row { display: flex; gap: 4px; margin-top: 4px; }
.row span { flex: 1; background: #6b8f5a; color: #fff; border-radius: 6px; padding: 6px; text-align: center; }
li { margin-bottom: 8px; }
"""
_SCRIPT = "new EventSource('/changes').onmessage = () => location.reload()"


def page(place: str, language: str, languages: Sequence[str], telegram: str, found: Sequence[str]) -> str:
    """`telegram` is HTML, `found` are lines; without languages the content cannot be shown at all."""
    title = f"{escape(place)} · {escape(language)}"
    shown = _channels(place, language, telegram) if telegram else ""
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/style.css">
<noscript><meta http-equiv="refresh" content="5"></noscript>
<script>{_SCRIPT}</script>
</head>
<body>
<header><b>{title}</b> {_links(place, language, languages)}</header>
<main>
{shown}<section><h2>What the check says</h2>{_listed(found)}</section>
</main>
</body>
</html>
"""


def _channels(place: str, language: str, telegram: str) -> str:
    address = escape(f"/web?{urlencode({'place': place, 'language': language})}")
    return f"""<section lang="{escape(language)}"><h2>Telegram</h2><div class="phone">{telegram}</div></section>
<section><h2>Web chat</h2><iframe sandbox src="{address}" title="Web chat"></iframe></section>
"""


def _links(place: str, language: str, languages: Sequence[str]) -> str:
    others = (code for code in languages if code != language)
    return "".join(
        f'<a href="{escape("/?" + urlencode({"place": place, "language": code}))}">{escape(code)}</a>'
        for code in others
    )


def _listed(found: Sequence[str]) -> str:
    if not found:
        return "<p>All well.</p>"
    return "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in found) + "</ul>"
