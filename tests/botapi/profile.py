"""How the bot presents itself: name, descriptions, commands, menu button."""

import json
import re
from typing import Any

from tests.botapi.chats import Json
from tests.botapi.methods import Method, chat
from tests.botapi.parameters import Parameters
from tests.botapi.refusals import bad_request
from tests.botapi.state import State

COMMANDS = 100
COMMAND = re.compile(r"[a-z0-9_]{1,32}")
COMMAND_DESCRIPTION_LENGTH = 256
SCOPES = {
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
    "chat",
    "chat_administrators",
    "chat_member",
}
MENU_BUTTONS = {"default", "commands", "web_app"}


def _language(parameters: Parameters) -> str:
    code = parameters.text("language_code")
    if code and not re.fullmatch("[a-z]{2}", code):
        raise bad_request("invalid language code specified")
    return code


def _command_key(parameters: Parameters) -> tuple[str, ...]:
    scope = parameters.structure("scope") or {"type": "default"}
    if not isinstance(scope, dict) or scope.get("type") not in SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    return ("commands", json.dumps(scope, sort_keys=True), _language(parameters))


def _command(given: Any) -> Json:
    name, description = str(given["command"]).removeprefix("/"), str(given["description"]).strip()
    if not COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= COMMAND_DESCRIPTION_LENGTH:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


def set_my_commands(state: State, parameters: Parameters) -> bool:
    commands = parameters.structure("commands")
    if not isinstance(commands, list):
        raise bad_request("can't parse commands JSON object")
    if len(commands) > COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    state.profile[_command_key(parameters)] = [_command(given) for given in commands]
    return True


def get_my_commands(state: State, parameters: Parameters) -> list[Json]:
    commands: list[Json] = state.profile.get(_command_key(parameters), [])
    return commands


def delete_my_commands(state: State, parameters: Parameters) -> bool:
    state.profile.pop(_command_key(parameters), None)
    return True


def _setter(name: str, limit: int) -> Method:
    def set_text(state: State, parameters: Parameters) -> bool:
        text = parameters.text(name).strip()
        if len(text) > limit:
            raise bad_request(f"bot {name.replace('_', ' ')} is too long")
        state.profile[(name, _language(parameters))] = text
        return True

    return set_text


def _getter(name: str) -> Method:
    def get_text(state: State, parameters: Parameters) -> Json:
        default = state.bot["first_name"] if name == "name" else ""
        return {name: state.profile.get((name, _language(parameters))) or default}

    return get_text


def _menu_key(state: State, parameters: Parameters) -> tuple[str, ...]:
    return ("menu_button", str(chat(state, parameters).id) if parameters.text("chat_id") else "")


def set_chat_menu_button(state: State, parameters: Parameters) -> bool:
    button = parameters.structure("menu_button") or {"type": "default"}
    if not isinstance(button, dict) or button.get("type") not in MENU_BUTTONS:
        raise bad_request("can't parse menu button: unsupported type specified")
    state.profile[_menu_key(state, parameters)] = button
    return True


def get_chat_menu_button(state: State, parameters: Parameters) -> Json:
    button: Json = state.profile.get(_menu_key(state, parameters), {"type": "commands"})
    return button


METHODS: dict[str, Method] = {
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyDescription": _setter("description", 512),
    "getMyDescription": _getter("description"),
    "setMyShortDescription": _setter("short_description", 120),
    "getMyShortDescription": _getter("short_description"),
    "setMyName": _setter("name", 64),
    "getMyName": _getter("name"),
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
}
