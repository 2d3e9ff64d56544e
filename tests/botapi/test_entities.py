import pytest

from tests.botapi.entities import bot_commands, formatted, parse_html, utf16_length
from tests.botapi.refusals import Refusal


def test_nested_tags_become_entities_counted_in_utf16_units() -> None:
    text, entities = parse_html("👋 <b>Салам <i>дос</i></b>")

    assert text == "👋 Салам дос"
    assert entities == [
        {"type": "bold", "offset": 3, "length": 9},
        {"type": "italic", "offset": 9, "length": 3},
    ]


def test_only_four_named_characters_are_known() -> None:
    assert parse_html("&lt;&gt;&amp;&quot;&#1178;&#x4A3;&nbsp;&copy; & R&D")[0] == '<>&"Қң&nbsp;&copy; & R&D'


def test_links_keep_their_address_and_unknown_schemes_are_plain_text() -> None:
    text, entities = parse_html(
        '<a href="https://mfa.gov.kg/?a=1&amp;b=2">сайт</a>, <a href="tel:+74951234567">тел</a>'
    )

    assert text == "сайт, тел"
    assert entities == [{"type": "text_link", "offset": 0, "length": 4, "url": "https://mfa.gov.kg/?a=1&b=2"}]


def test_code_in_pre_names_its_language() -> None:
    assert parse_html('<pre><code class="language-python">x</code></pre>')[1] == [
        {"type": "pre", "offset": 0, "length": 1, "language": "python"}
    ]


def test_an_expandable_quotation() -> None:
    assert parse_html("<blockquote expandable>x</blockquote>")[1][0]["type"] == "expandable_blockquote"


def test_space_around_a_message_is_trimmed_and_entities_move_along() -> None:
    assert formatted("\n <b> x </b>\n", "HTML") == ("x", [{"type": "bold", "offset": 0, "length": 1}])


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("я <div>x</div>", 'Unsupported start tag "div" at byte offset 3'),
        ("one<br/>two", 'Unsupported start tag "br/" at byte offset 3'),
        ("5 < 6", 'Unsupported start tag "" at byte offset 2'),
        ("I <3", "Unclosed start tag at byte offset 2"),
        ("<a href>x</a>", 'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0'),
        ('<a href="x>x</a>', "Unclosed start tag at byte offset 0"),
    ],
)
def test_broken_html_is_refused(source: str, complaint: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_html(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {complaint}"


def test_commands_are_found_where_telegram_finds_them() -> None:
    assert bot_commands("👋 /start abc/def /wipe@jardam_bot") == [
        {"type": "bot_command", "offset": 3, "length": 6},
        {"type": "bot_command", "offset": 18, "length": 16},
    ]


def test_an_emoji_counts_as_two() -> None:
    assert utf16_length("👍a") == 3
