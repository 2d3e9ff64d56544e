"""The ways in: welcome, home menu, help, privacy, language and country."""

from api.conversation.context import Context
from api.conversation.replies import Button, Reply, rows

CORE_TOPICS = 6  # topics on the home menu; the others are behind «all topics»


def welcome(ctx: Context) -> Reply:
    """The first message: who we are, then the menu; each language in its own name, in case the guess was wrong."""
    menu = home(ctx)
    return Reply(ctx.say("welcome"), (*rows(*_language_buttons(ctx)), *menu.buttons))


def home(ctx: Context) -> Reply:
    topics = list(ctx.catalogue.topics)[:CORE_TOPICS]
    return Reply(
        ctx.say("home"),
        (
            *(((ctx.button("button-go-on", "r/go"),),) if ctx.writing else ()),
            *rows(*(topic_button(ctx, topic_id) for topic_id in topics)),
            *rows(ctx.button("button-all-topics", "topics"), ctx.button("button-checks", "g")),
            *rows(ctx.button("button-offices", "offices"), ctx.button("button-report", "report")),
            *rows(ctx.button("button-offline", "offline"), ctx.button("button-verify", "verify")),
            *rows(ctx.button("button-language", "language"), ctx.button("button-country", "country")),
            *rows(ctx.button("button-help", "help"), ctx.button("button-privacy", "privacy")),
        ),
    )


def topic_button(ctx: Context, topic_id: str) -> Button:
    topic = ctx.catalogue.topics[topic_id][ctx.language]
    return Button(topic.title, f"t/{topic_id}")


def help_(ctx: Context) -> Reply:
    ours = ctx.button("button-offline", "offline"), ctx.button("button-verify", "verify")
    return Reply(ctx.say("help"), rows(ctx.button("button-all-topics", "topics"), *ours, ctx.home))


def privacy(ctx: Context) -> Reply:
    return Reply(ctx.say_here("privacy"), rows(ctx.button("button-wipe", "wipe"), ctx.home))


def wipe_question(ctx: Context) -> Reply:
    return Reply(ctx.say_here("wipe-question"), rows(ctx.button("button-wipe-yes", "wipe/yes"), ctx.home))


def wiped(ctx: Context) -> Reply:
    return Reply(ctx.say_here("wipe-done"))


def languages(ctx: Context) -> Reply:
    return Reply(ctx.say("choose-language"), (*((button,) for button in _language_buttons(ctx)), (ctx.home,)))


def _language_buttons(ctx: Context) -> list[Button]:
    return [Button(language.name, f"language/{code}") for code, language in ctx.catalogue.languages.items()]


def countries(ctx: Context) -> Reply:
    """Countries for which there is guidance, then «another country»."""
    buttons = [Button(country_name(ctx, code), f"country/{code}") for code in guided_countries(ctx)]
    other = ctx.button("button-other-country", "country/other")
    return Reply(ctx.say("choose-country"), (*((button,) for button in buttons), (other,), (ctx.home,)))


def country_name(ctx: Context, code: str) -> str:
    country = ctx.catalogue.countries.get(code)
    return country.name[ctx.language] if country else code


def guided_countries(ctx: Context) -> list[str]:
    return [code for code in ctx.catalogue.emergency if code in ctx.catalogue.countries]


def unsupported(ctx: Context, what: str) -> Reply:
    """A kind answer to what we cannot read: a sticker, a contact; a file, where nobody waits for one."""
    text_id = f"cannot-read-{what}"
    text = ctx.say(text_id if ctx.catalogue.interface.has(text_id) else "cannot-read")
    return Reply(text, rows(ctx.button("button-all-topics", "topics"), ctx.home))


def no_file(ctx: Context, what: str) -> Reply:
    """A file, where nobody waits for one; a report can take it."""
    if not ctx.takes_reports:
        return unsupported(ctx, what)
    known = unsupported(ctx, what)
    menu = rows(ctx.button("button-report", "report"), ctx.button("button-receipt", "receipt"), ctx.home)
    return Reply(f"{known.text}\n\n{ctx.say('file-belongs-to-report')}", menu)
