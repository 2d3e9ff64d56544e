"""For days without internet: the offline pack, cards for SMS; and how to know the real service."""

from typing import get_args

from api.conversation.context import Context
from api.conversation.replies import Button, Document, Reply, rows
from api.guidance.answers import day
from api.guidance.pack.identity import Kind, Pack
from api.guidance.pack.kept import SIGNATURE
from api.guidance.pack.writing import sms_card

KINDS: tuple[Kind, ...] = get_args(Kind)


def menu(ctx: Context, language: str) -> Reply | None:
    """What there is to take, in one language; None for a language that we do not have. Without a pack, a kind word."""
    if language not in ctx.catalogue.languages:
        return None
    pack = ctx.published.pack
    if pack is None or language not in pack.files:
        again = ctx.button("button-again", f"offline/{language}")
        return Reply(ctx.say("offline-being-made"), rows(again, _cards(ctx), _verify(ctx), ctx.home))
    page, paper = (_kilobytes(pack, language, kind) for kind in KINDS)
    return Reply(
        ctx.say("offline", html=page, pdf=paper, date=day(pack.date), version=pack.version),
        (
            *rows(
                ctx.button("button-offline-page", f"offline/{language}/html", size=page),
                ctx.button("button-offline-print", f"offline/{language}/pdf", size=paper),
            ),
            *rows(_cards(ctx), ctx.button("button-offline-signatures", f"offline/{language}/{SIGNATURE[1:]}")),
            *rows(*_other_languages(ctx, language)),
            *rows(_verify(ctx), ctx.home),
        ),
    )


def _kilobytes(pack: Pack, language: str, kind: Kind) -> int:
    return -(-pack.files[language][kind].size // 1000)


def _other_languages(ctx: Context, shown: str) -> list[Button]:
    """To take the pack for somebody who reads another one."""
    languages = ctx.catalogue.languages.items()
    return [Button(language.name, f"offline/{code}") for code, language in languages if code != shown]


def _cards(ctx: Context) -> Button:
    return ctx.button("button-sms-cards", "sms")


def _verify(ctx: Context) -> Button:
    return ctx.button("button-verify", "verify")


def files(ctx: Context, language: str, what: str) -> Reply | None:
    """The page, the booklet, or the signatures of both; the menu's kind word where the pack is being made."""
    pack = ctx.published.pack
    if pack is None or language not in pack.files:
        return menu(ctx, language)
    back = rows(ctx.button("button-back", f"offline/{language}"), _verify(ctx), ctx.home)
    if what == SIGNATURE[1:]:
        signatures = tuple(_signature(ctx, pack, language, kind) for kind in KINDS)
        return Reply(ctx.say("offline-signatures-sent"), back, documents=signatures)
    kind = next((kind for kind in KINDS if kind == what), None)
    if kind is None:
        return None
    return Reply(ctx.say("offline-sent"), back, documents=(_file(ctx, pack, language, kind),))


def _file(ctx: Context, pack: Pack, language: str, kind: Kind) -> Document:
    name = pack.files[language][kind].name
    key = ctx.published.identity.public_key
    caption = ctx.say("offline-file", date=day(pack.date), version=pack.version, key=key)
    return Document(f"/v1/pack/{language}.{kind}", name, caption, ctx.say("offline-not-sent", file=name))


def _signature(ctx: Context, pack: Pack, language: str, kind: Kind) -> Document:
    signed = pack.files[language][kind].name
    name = f"{signed}{SIGNATURE}"
    caption = ctx.say("offline-signature", file=signed, key=ctx.published.identity.public_key)
    path = f"/v1/pack/{language}.{kind}{SIGNATURE}"
    return Document(path, name, caption, ctx.say("offline-not-sent", file=name))


def sms_topics(ctx: Context) -> Reply:
    topics = (
        Button(translations[ctx.language].title, f"sms/{topic_id}")
        for topic_id, translations in ctx.catalogue.topics.items()
        if topic_id in ctx.catalogue.sms_cards
    )
    return Reply(ctx.say("sms-cards"), (*rows(*topics), *rows(ctx.button("button-offline", "offline"), ctx.home)))


def sms(ctx: Context, topic_id: str) -> Reply | None:
    """One card and nothing else in the message, so that it can be copied; None where there is none."""
    card = sms_card(ctx.catalogue, topic_id, ctx.language) if topic_id in ctx.catalogue.topics else None
    if card is None:
        return None
    whole = Button(ctx.say("button-topic", topic=ctx.catalogue.topics[topic_id][ctx.language].title), f"t/{topic_id}")
    return Reply(f"`{' '.join(card.split())}`", (*rows(whole), *rows(_cards(ctx), ctx.home)))


def verify(ctx: Context) -> Reply:
    """How to know the real service: what it never asks for, its name, addresses and key."""
    identity = ctx.published.identity
    parts = [ctx.say("verify")]
    if identity.bot:
        parts.append(ctx.say("verify-bot", bot=identity.bot))
    if identity.addresses:
        addresses = "\n".join(f"- `{address}`" for address in identity.addresses)
        parts.append(f"{ctx.say('verify-addresses')}\n\n{addresses}")
    if identity.public_key:
        parts.append(ctx.say("verify-key", key=identity.public_key))
    return Reply("\n\n".join(parts), rows(ctx.button("button-offline", "offline"), ctx.home))
