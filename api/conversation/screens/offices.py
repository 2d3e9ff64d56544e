"""Finding a consular office or other help: by city, by location, by country."""

from textwrap import shorten

from api.conversation.context import Context
from api.conversation.replies import Button, Place, Reply, escaped, rows
from api.conversation.screens.home import country_name
from api.guidance.answers import localised
from api.guidance.cities import Point
from api.guidance.offices import CONSULAR_KINDS, Found, Office

RISKY = frozenset({"foreign-agent", "unchecked", "undesirable", "extremist"})  # contact can harm a person in Russia
FIRST_COUNTRIES = 8
LABEL = 60  # characters on a button


def prompt(ctx: Context) -> Reply:
    """Asks for a city or a location, and offers the countries."""
    codes = ctx.guidance.directory.countries()[:FIRST_COUNTRIES]
    return Reply(
        ctx.say("offices"),
        (
            *rows(*(_country_button(ctx, code) for code in codes)),
            (ctx.button("button-more-countries", "offices/more"),),
            (ctx.home,),
        ),
        ask_location=ctx.say("button-share-location"),
    )


def all_countries(ctx: Context) -> Reply:
    codes = ctx.guidance.directory.countries()
    return Reply(ctx.say("offices-country"), (*rows(*(_country_button(ctx, code) for code in codes)), (ctx.home,)))


def _country_button(ctx: Context, code: str) -> Button:
    return Button(country_name(ctx, code), f"in/{code}")


def in_country(ctx: Context, code: str) -> Reply | None:
    """Every office and line of help that may be shown for a country, consular ones first."""
    offices = sorted(ctx.guidance.directory.listed(code), key=lambda office: office.kind not in CONSULAR_KINDS)
    if not offices:
        return None
    text = ctx.say("offices-in", country=country_name(ctx, code))
    return Reply(text, (*((_office_button(ctx, o),) for o in offices), (_another(ctx), ctx.home)))


def found(ctx: Context, offices: list[Found]) -> tuple[Reply, ...]:
    """The nearest office in full, the others as buttons."""
    nearest, *others = offices
    card = office(ctx, nearest)
    more = tuple((_office_button(ctx, o.office, o.distance_km),) for o in others)
    return (Reply(card.text, (*more, (_another(ctx), ctx.home)), place=card.place),)


def near(ctx: Context, point: Point) -> tuple[Reply, ...]:
    return found(ctx, ctx.guidance.directory.near(point))


def city_not_found(ctx: Context, typed: str) -> Reply:
    codes = ctx.guidance.directory.countries()[:FIRST_COUNTRIES]
    text = ctx.say("city-not-found", city=escaped(typed[:40]))
    return Reply(text, (*rows(*(_country_button(ctx, code) for code in codes)), (ctx.home,)))


def office_screen(ctx: Context, office_id: str) -> Reply | None:
    row = ctx.guidance.directory.get(office_id)
    if row is None:
        return None
    card = office(ctx, Found(row))
    back = ctx.button("button-back", f"in/{row.country}")
    return Reply(card.text, rows(back, ctx.home), place=card.place)


def office(ctx: Context, row: Found) -> Reply:
    """An office as a card: name, warning, address, phones, and how old the contact is."""
    shown = row.office
    lines = [f"**{escaped(_name(ctx, shown))}**"]
    if (ctx.maybe_in_russia and shown.country == "RU") or shown.risk in RISKY:
        lines += _warning(ctx, shown)
    if row.distance_km is not None:
        lines.append(ctx.say("office-distance", km=round(row.distance_km)))
    lines.append("\n".join(_contact_lines(ctx, shown)))
    if shown.dated:
        lines.append(ctx.say("office-dated", date=shown.as_of))
    return Reply("\n\n".join(filter(None, lines)), place=_place(ctx, shown))


def _warning(ctx: Context, shown: Office) -> list[str]:
    text_id = f"risk-{shown.risk}"
    return [ctx.say(text_id)] if ctx.catalogue.interface.has(text_id) else []


def _contact_lines(ctx: Context, shown: Office) -> list[str]:
    address = localised(shown.address, ctx.language)
    lines = [ctx.say("office-address", address=escaped(address))] if address else []
    if shown.phones:
        lines.append(ctx.say("office-phone", phones=", ".join(map(spaced, shown.phones))))
    if shown.emergency_phone and shown.emergency_phone not in shown.phones:
        owner = f"office-line-{(shown.emergency_phone_owner or 'own').replace('_', '-')}"
        lines.append(ctx.say(owner, phone=spaced(shown.emergency_phone)))
    if shown.email:
        lines.append(f"`{shown.email}`" if shown.risk in RISKY else escaped(shown.email))
    if shown.website:
        site = shown.website.removeprefix("https://").removeprefix("http://").strip("/")
        lines.append(f"`{site}`" if shown.risk in RISKY else escaped(site))
    if not address and not shown.phones and shown.kind in CONSULAR_KINDS:
        lines.insert(0, ctx.say("office-no-address"))
    return lines


def spaced(phone: str) -> str:
    """+996999312002 as people read it aloud: +996 999 312 002; short numbers stay as they are."""
    if not phone.startswith("+") or len(phone) < 11:
        return phone
    country = 4 if phone.startswith(("+996", "+971", "+998", "+992")) else 2 if phone.startswith("+7") else 3
    rest = phone[country:]
    groups = [rest[i : i + 3] for i in range(0, len(rest), 3)]
    if len(groups[-1]) == 1:
        groups[-2:] = [groups[-2] + groups[-1]]
    return " ".join([phone[:country], *groups])


def _place(ctx: Context, shown: Office) -> Place | None:
    if shown.pin is None or shown.risk in RISKY:
        return None
    return Place(shown.pin, _name(ctx, shown), localised(shown.address, ctx.language) or "")


def _name(ctx: Context, shown: Office) -> str:
    return localised(shown.name, ctx.language) or shown.id


def _office_button(ctx: Context, shown: Office, distance_km: float | None = None) -> Button:
    label = _label(ctx, shown)
    if distance_km is not None:
        label = ctx.say("office-button-distance", name=label, km=round(distance_km))
    return Button(label, f"o/{shown.id}")


def _label(ctx: Context, shown: Office) -> str:
    """A name short enough for a button: missions by kind and city, others by the beginning of their name."""
    city = localised(shown.city, ctx.language)
    if shown.kind in CONSULAR_KINDS and city:
        return ctx.say(f"office-label-{shown.kind.replace('_', '-')}", city=city)
    return shorten(_name(ctx, shown), LABEL, placeholder="…")


def _another(ctx: Context) -> Button:
    return ctx.button("button-another-city", "offices")
