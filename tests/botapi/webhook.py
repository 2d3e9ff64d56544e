"""setWebhook and the deliveries that follow: in order within a chat, repeated until the bot answers 2xx."""

import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import httpx

from tests.botapi.chats import Json
from tests.botapi.methods import Method
from tests.botapi.parameters import Parameters
from tests.botapi.refusals import bad_request
from tests.botapi.state import State
from tests.botapi.updates import Webhook

SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")
PAUSE = 0.01
RETRY_SECONDS = 0.1
ANSWER_SECONDS = 10


def set_webhook(state: State, parameters: Parameters) -> bool:
    url = parameters.text("url")
    secret = parameters.text("secret_token")
    if not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    # Plain HTTP is what a local Bot API server accepts, so that no certificate is needed here.
    if url and not url.startswith(("http://", "https://")):
        raise bad_request("bad webhook: invalid webhook URL specified")
    state.updates.allow(parameters.structure("allowed_updates"))
    state.updates.webhook = Webhook(url, secret, parameters.integer("max_connections", 40))
    _drop_if_asked(state, parameters)
    return True


def delete_webhook(state: State, parameters: Parameters) -> bool:
    state.updates.webhook = Webhook()
    _drop_if_asked(state, parameters)
    return True


def _drop_if_asked(state: State, parameters: Parameters) -> None:
    if parameters.flag("drop_pending_updates"):
        state.updates.drop()


def get_webhook_info(state: State, _parameters: Parameters) -> Json:
    hook = state.updates.webhook
    info: Json = {
        "url": hook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(state.updates.pending),
    }
    if hook.url:
        info["max_connections"] = hook.max_connections
    if hook.last_error_date:
        info |= {"last_error_date": hook.last_error_date, "last_error_message": hook.last_error_message}
    if state.updates.allowed:
        info["allowed_updates"] = state.updates.allowed
    return info


METHODS: dict[str, Method] = {
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}


class Postman:
    """A thread that carries updates to the webhook while one is set."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._busy: set[int] = set()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="telegram-webhook", daemon=True)
        self._client = httpx.Client(timeout=ANSWER_SECONDS, verify=False)

    def start(self) -> None:
        if not self._thread.is_alive():
            self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()
        self._client.close()

    def _run(self) -> None:
        with ThreadPoolExecutor(max_workers=40) as carriers:
            while not self._stopping.wait(PAUSE):
                for chat_id, update in self._ready():
                    carriers.submit(self._carry, chat_id, update)

    def _ready(self) -> list[tuple[int, Json]]:
        with self._state.lock:
            hook = self._state.updates.webhook
            if not hook.url or self._state.faults.is_down:
                return []
            ready = self._state.updates.next_per_chat(self._busy)[: hook.max_connections]
            self._busy.update(chat_id for chat_id, _ in ready)
            return ready

    def _carry(self, chat_id: int, update: Json) -> None:
        try:
            hook = self._state.updates.webhook
            error = self._post(hook, update) if hook.url else "Webhook is gone"
            with self._state.lock:
                if not error:
                    self._state.updates.done(update["update_id"])
                else:
                    hook.last_error_date, hook.last_error_message = int(time.time()), error
            if error:
                self._stopping.wait(RETRY_SECONDS)
        finally:
            with self._state.lock:
                self._busy.discard(chat_id)

    def _post(self, hook: Webhook, update: Json) -> str:
        headers = {"X-Telegram-Bot-Api-Secret-Token": hook.secret_token} if hook.secret_token else {}
        try:
            answer = self._client.post(hook.url, json=update, headers=headers)
        except httpx.HTTPError:
            return "Connection failed"
        if answer.is_success:
            return ""
        return f"Wrong response from the webhook: {answer.status_code} {answer.reason_phrase}"
