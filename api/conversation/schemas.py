"""What crosses HTTP for a turn of the conversation."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.conversation import events
from api.conversation.replies import Reply


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)


class TextIn(_Strict):
    """Words that the person typed, commands too."""

    type: Literal["text"]
    text: str = Field(max_length=20_000, description="Only the first 2,000 characters are read by the router.")


class ChoiceIn(_Strict):
    """A pressed button: the `choice` of a button that an earlier reply carried."""

    type: Literal["choice"]
    choice: str = Field(max_length=200)


class LocationIn(_Strict):
    """Where the person is, in degrees. Used for the answer, never kept."""

    type: Literal["location"]
    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)


class FileIn(_Strict):
    """A file that the person sent. If the answer has `upload`, its bytes are awaited."""

    type: Literal["file"]
    what: str = Field(max_length=32, examples=["photo", "document", "voice", "video_note", "video", "audio"])
    name: str = Field("", max_length=255)
    size: int = Field(0, ge=0, le=2**40, description="In bytes, as the channel says; 0 if it does not.")
    caption: str = Field("", max_length=20_000, description="Words that came with the file.")


class OtherIn(_Strict):
    """Something that the conversation cannot read."""

    type: Literal["other"]
    what: str = Field(max_length=32, examples=["sticker", "contact"])


EventIn = Annotated[TextIn | ChoiceIn | LocationIn | FileIn | OtherIn, Field(discriminator="type")]


_KEY = r"^[!-~]{1,128}$"  # printable: PostgreSQL keeps no NUL


class TurnIn(_Strict):
    """One message of one person."""

    channel: str = Field(pattern=r"^[a-z]{1,20}$", examples=["telegram"])
    address: str = Field(
        min_length=1, max_length=128, description="The person's address on the channel; kept only hashed."
    )
    key: str = Field(
        pattern=_KEY,
        description="Names the message. A key answered in the last 24 hours gets the same answer, without effect.",
    )
    message_id: int | None = Field(None, description="The message's number in the chat, for `/wipe`.")
    language_hint: str | None = Field(
        None, max_length=35, examples=["ky"], description="The language of phone or browser."
    )
    event: EventIn


class ButtonOut(BaseModel):
    label: str
    choice: str = Field(description="Send it back as a `choice` event. At most 64 bytes.")


class PlaceOut(BaseModel):
    lat: float
    lon: float
    title: str
    address: str


class DocumentOut(BaseModel):
    path: str = Field(description="Where the api gives it to anybody.", examples=["/v1/pack/ky.html"])
    name: str = Field(description="To save it under.")
    caption: str
    instead: str = Field(description="What to say where it cannot be brought.")


class ReplyOut(BaseModel):
    """One message to show. The text is Markdown of paragraphs, lists, bold and code; it holds no links."""

    text: str
    buttons: list[list[ButtonOut]] = []
    place: PlaceOut | None = None
    ask_location: str | None = Field(None, description="Offer to share the location, with this label.")
    ask_file: str | None = Field(None, description="Offer to send a file, with this label.")
    in_place: bool = Field(False, description="May replace the message whose button was pressed.")
    kind: Literal["message", "emergency"] = "message"
    documents: list[DocumentOut] = Field([], description="Files to show before the text.")


class TurnOut(BaseModel):
    replies: list[ReplyOut]
    language: str = Field(description="The language of the replies.")
    wipe: list[int] | None = Field(
        None, description="Messages of the chat to delete now; null unless the person asked."
    )
    upload: bool = Field(
        False, description="The bytes of this message's file are awaited: PUT /v1/turns/files/{key}; it answers then."
    )
    repeated: bool = Field(False, description="This key had been answered before; these are the replies of then.")


class SentIn(_Strict):
    """Numbers that the channel gave to the replies of a turn, so that `/wipe` can delete them."""

    channel: str = Field(pattern=r"^[a-z]{1,20}$")
    address: str = Field(min_length=1, max_length=128)
    key: str = Field(pattern=_KEY)
    message_ids: list[int] = Field(max_length=50)


def event_of(event: EventIn) -> events.Event:
    match event:
        case TextIn(text=text):
            return events.Text(text)
        case ChoiceIn(choice=choice):
            return events.Choice(choice)
        case LocationIn(lat=lat, lon=lon):
            return events.Location(lat, lon)
        case FileIn(what=what, name=name, size=size, caption=caption):
            return events.File(what, name, size, caption)
        case OtherIn(what=what):
            return events.Other(what)


def kept_of(answer: TurnOut, replies: Sequence[Reply]) -> TurnOut:
    """The answer as it is saved for a repeated delivery: without what is shown only once."""
    shown = zip(answer.replies, replies, strict=True)
    kept = [out if reply.kept is None else out.model_copy(update={"text": reply.kept}) for out, reply in shown]
    return answer.model_copy(update={"replies": [out for out in kept if out.text]})


def reply_out(reply: Reply) -> ReplyOut:
    place = reply.place
    return ReplyOut(
        text=reply.text,
        buttons=[[ButtonOut(label=b.label, choice=b.choice) for b in row] for row in reply.buttons],
        place=place and PlaceOut(lat=place.point.lat, lon=place.point.lon, title=place.title, address=place.address),
        ask_location=reply.ask_location,
        ask_file=reply.ask_file,
        in_place=reply.in_place,
        kind=reply.kind,
        documents=[
            DocumentOut(path=d.path, name=d.name, caption=d.caption, instead=d.instead) for d in reply.documents
        ],
    )
