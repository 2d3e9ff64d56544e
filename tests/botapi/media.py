"""Files: sent by the bot, and fetched by it."""

from tests.botapi.chats import Json, StoredFile
from tests.botapi.methods import Method, caption_words, send
from tests.botapi.parameters import Parameters
from tests.botapi.refusals import Refusal, bad_request
from tests.botapi.state import State

UPLOAD_BYTES = 50 * 1024 * 1024
PHOTO_BYTES = 10 * 1024 * 1024
DOWNLOAD_BYTES = 20 * 1024 * 1024
IMAGE_STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"RIFF", b"BM")


def send_document(state: State, parameters: Parameters) -> Json:
    stored = _file(state, parameters, "document")
    return send(state, parameters, {"document": stored.as_document()}, caption_words(parameters))


def send_photo(state: State, parameters: Parameters) -> Json:
    stored = _file(state, parameters, "photo")
    if not stored.content.startswith(IMAGE_STARTS):
        raise bad_request("IMAGE_PROCESS_FAILED")
    if len(stored.content) > PHOTO_BYTES:
        raise bad_request("file is too big")
    return send(state, parameters, {"photo": stored.as_photo()}, caption_words(parameters))


def _file(state: State, parameters: Parameters, name: str) -> StoredFile:
    upload = parameters.upload(name)
    if upload is None:
        return _known_file(state, parameters, name)
    if not upload.content:
        raise bad_request("file must be non-empty")
    if len(upload.content) > UPLOAD_BYTES:
        raise Refusal(413, "Request Entity Too Large")
    return state.chats.keep(upload.content, upload.name, upload.mime)


def _known_file(state: State, parameters: Parameters, name: str) -> StoredFile:
    given = parameters.text(name)
    if not given:
        raise bad_request(f"there is no {name} in the request")
    if given.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    if given not in state.chats.files:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return state.chats.files[given]


def get_file(state: State, parameters: Parameters) -> Json:
    stored = state.chats.files.get(parameters.text("file_id"))
    if stored is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(stored.content) > DOWNLOAD_BYTES:
        raise bad_request("file is too big")
    return stored.as_json() | {"file_path": stored.path}


METHODS: dict[str, Method] = {"sendDocument": send_document, "sendPhoto": send_photo, "getFile": get_file}
