"""What each method about messages does. Every function runs under the lock of the state."""

from collections.abc import Callable
from typing import Any

from tests.botapi.chats import Json, Message, Person
from tests.botapi.entities import as_html, formatted, utf16_length
from tests.botapi.keyboards import checked_markup, inline_markup
from tests.botapi.parameters import Parameters
from tests.botapi.refusals import bad_request, forbidden
from tests.botapi.state import State

Method = Callable[[State, Parameters], Any]

TEXT_LENGTH = 4096
CAPTION_LENGTH = 1024
ANSWER_LENGTH = 200
DELETABLE_SECONDS = 48 * 3600
ANSWERABLE_SECONDS = 15 * 60
ACTIONS = {"typing", "upload_photo", "upload_document", "find_location", "choose_sticker", "record_voice"}
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup "
    "are exactly the same as a current content and reply markup of the message"
)


def chat(state: State, parameters: Parameters) -> Person:
    chat_id = parameters.text("chat_id")
    if not chat_id:
        raise bad_request("chat_id is empty")
    person = state.chats.people.get(parameters.integer("chat_id"))
    if person is None:
        raise bad_request("chat not found")
    return person


def open_chat(state: State, parameters: Parameters) -> Person:
    person = chat(state, parameters)
    if person.is_blocking:
        raise forbidden("bot was blocked by the user")
    return person


def words(parameters: Parameters, name: str) -> Json:
    source = parameters.text(name)
    text, entities = formatted(source, parameters.text("parse_mode"))
    if given := parameters.structure("caption_entities" if name == "caption" else "entities"):
        entities = given
    html = source if parameters.text("parse_mode").lower() == "html" else as_html(text)
    return {"text": text, "entities": entities, "html": html}


def message_words(parameters: Parameters, too_long: str) -> Json:
    if not parameters.text("text"):
        raise bad_request("message text is empty")
    found = words(parameters, "text")
    if not found["text"]:
        raise bad_request("text must be non-empty")
    if utf16_length(found["text"]) > TEXT_LENGTH:
        raise bad_request(too_long)
    return found


def caption_words(parameters: Parameters) -> Json:
    found = words(parameters, "caption")
    if utf16_length(found["text"]) > CAPTION_LENGTH:
        raise bad_request("message caption is too long")
    return found


def replied(state: State, person: Person, parameters: Parameters) -> Message | None:
    reply = parameters.structure("reply_parameters") or {"message_id": parameters.integer("reply_to_message_id")}
    message_id = int(reply.get("message_id") or 0)
    message = state.chats.find(person.id, message_id)
    optional = reply.get("allow_sending_without_reply") or parameters.flag("allow_sending_without_reply")
    if message_id and message is None and not optional:
        raise bad_request("message to be replied not found")
    return message


def send(state: State, parameters: Parameters, content: Json, said: Json) -> Json:
    markup = checked_markup(parameters.structure("reply_markup"))
    person = open_chat(state, parameters)
    state.faults.check_flood(person.id, is_new=True)
    message = state.chats.add(
        person.id,
        from_bot=True,
        content=content,
        markup=markup,
        reply_to=replied(state, person, parameters),
        parameters=parameters.readable(),
        **said,
    )
    return state.shown(message)


def send_message(state: State, parameters: Parameters) -> Json:
    return send(state, parameters, {}, message_words(parameters, "message is too long"))


def send_location(state: State, parameters: Parameters) -> Json:
    return send(state, parameters, {"location": _location(parameters)}, {})


def send_venue(state: State, parameters: Parameters) -> Json:
    venue: Json = {"location": _location(parameters)}
    for name in ("title", "address"):
        venue[name] = parameters.text(name)
        if not venue[name]:
            raise bad_request(f"venue {name} must be non-empty")
    return send(state, parameters, {"location": venue["location"], "venue": venue}, {})


def _location(parameters: Parameters) -> Json:
    place: Json = {}
    for name, limit in (("latitude", 90), ("longitude", 180)):
        if not parameters.text(name):
            raise bad_request(f"{name} is empty")
        number = parameters.number(name)
        if number is None or abs(number) > limit:
            raise bad_request("wrong location specified" if number is None else "LOCATION_INVALID")
        place[name] = number
    return place


def send_chat_action(state: State, parameters: Parameters) -> bool:
    person = open_chat(state, parameters)
    if parameters.text("action") not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    state.chats.act("action", person.id, parameters.text("action"))
    return True


def forward_message(state: State, parameters: Parameters) -> Json:
    """Nothing that passes between a person and this bot may be forwarded by it."""
    chat(state, parameters)
    source = chat(state, Parameters({"chat_id": parameters.text("from_chat_id")}))
    known = state.chats.find(source.id, parameters.integer("message_id"))
    raise bad_request("message can't be forwarded" if known else "message to forward not found")


def edit_message_text(state: State, parameters: Parameters) -> Json:
    said = message_words(parameters, "MESSAGE_TOO_LONG")
    message = _editable(state, parameters)
    if message.content:
        raise bad_request("there is no text in the message to edit")
    markup = inline_markup(parameters.structure("reply_markup"))
    if (message.text, message.entities, message.markup) == (said["text"], said["entities"], markup):
        raise bad_request(NOT_MODIFIED)
    message.text, message.entities, message.markup = said["text"], said["entities"], markup
    message.html = said["html"]
    message.parameters = parameters.readable()
    state.chats.edited(message)
    return state.shown(message)


def edit_message_reply_markup(state: State, parameters: Parameters) -> Json:
    message = _editable(state, parameters)
    markup = inline_markup(parameters.structure("reply_markup"))
    if message.markup == markup:
        raise bad_request(NOT_MODIFIED)
    message.markup = markup
    state.chats.edited(message)
    return state.shown(message)


def _editable(state: State, parameters: Parameters) -> Message:
    person = open_chat(state, parameters)
    state.faults.check_flood(person.id)
    if not parameters.text("message_id"):
        raise bad_request("message identifier is not specified")
    message = state.chats.find(person.id, parameters.integer("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if not message.from_bot:
        raise bad_request("message can't be edited")
    return message


def delete_message(state: State, parameters: Parameters) -> bool:
    person = chat(state, parameters)
    message = state.chats.find(person.id, parameters.integer("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    return _delete(state, [message])


def delete_messages(state: State, parameters: Parameters) -> bool:
    person = chat(state, parameters)
    ids = parameters.structure("message_ids")
    if not isinstance(ids, list) or not ids:
        raise bad_request("message identifiers are not specified")
    if len(ids) > 100:
        raise bad_request("too many message identifiers specified")
    found = (state.chats.find(person.id, int(message_id)) for message_id in ids)
    return _delete(state, [message for message in found if message])


def _delete(state: State, messages: list[Message]) -> bool:
    if any(state.chats.now() - message.date > DELETABLE_SECONDS for message in messages):
        raise bad_request("message can't be deleted for everyone")
    for message in messages:
        state.chats.delete(message)
    return True


def answer_callback_query(state: State, parameters: Parameters) -> bool:
    query = state.queries.get(parameters.text("callback_query_id"))
    if query is None or state.chats.now() - query.date > ANSWERABLE_SECONDS:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if utf16_length(parameters.text("text")) > ANSWER_LENGTH:
        raise bad_request("MESSAGE_TOO_LONG")
    query.is_answered = True
    state.chats.act("answered", query.chat_id, parameters.text("text"))
    return True


def get_me(state: State, _parameters: Parameters) -> Json:
    return state.bot


METHODS: dict[str, Method] = {
    "getMe": get_me,
    "sendMessage": send_message,
    "sendLocation": send_location,
    "sendVenue": send_venue,
    "sendChatAction": send_chat_action,
    "forwardMessage": forward_message,
    "editMessageText": edit_message_text,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "answerCallbackQuery": answer_callback_query,
}
