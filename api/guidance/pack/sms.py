"""How many short messages a text takes, counted as telephone networks count (3GPP TS 23.038 and 23.040)."""

_ONE, _OF_MANY = 160, 153  # septets of a message alone, and of each part of a longer one
_ONE_UCS2, _OF_MANY_UCS2 = 70, 67  # the same in UTF-16 units, for a text with any other letter

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("\f^{}\\[~]|€")  # each takes two septets
_PLAIN = str.maketrans(
    {**dict.fromkeys("ʻʼ‘’", "'"), **dict.fromkeys("“”«»„", '"'), **dict.fromkeys("–—−", "-"), "…": "...", "\xa0": " "}
)


def as_sms(text: str) -> str:
    """The text as it is sent: with plain quotes and dashes where that alone more than doubles what fits."""
    plain = text.strip().translate(_PLAIN)
    return plain if _is_gsm(plain) else text.strip()


def sms_parts(text: str) -> int:
    """How many messages the text takes, sent as `as_sms` has it; 0 for an empty one."""
    sent = as_sms(text)
    if _is_gsm(sent):
        return _parts([2 if letter in _EXTENDED else 1 for letter in sent], _ONE, _OF_MANY)
    return _parts([2 if ord(letter) > 0xFFFF else 1 for letter in sent], _ONE_UCS2, _OF_MANY_UCS2)


def _is_gsm(text: str) -> bool:
    return _BASIC.union(_EXTENDED).issuperset(text)


def _parts(sizes: list[int], alone: int, of_many: int) -> int:
    """Parts for letters of these sizes; none is cut in two."""
    if sum(sizes) <= alone:
        return 1 if sizes else 0
    parts, room = 1, of_many
    for size in sizes:
        if size > room:
            parts, room = parts + 1, of_many
        room -= size
    return parts
