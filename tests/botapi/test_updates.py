import asyncio
from typing import Any

import httpx
import pytest
from telegram import Bot
from telegram.error import BadRequest, Conflict

from tests.botapi.server import BotApiServer
from tests.botapi.users import User


async def test_offsets_confirm_and_the_unconfirmed_comes_again(telegram: BotApiServer, bot: Bot, user: User) -> None:
    ids = [user.sends(str(number)) for number in range(4)]

    async def given(**options: Any) -> list[int]:
        return [update.update_id for update in await bot.get_updates(**options)]

    assert await given(limit=2) == ids[:2]
    assert await given() == ids
    assert await given(offset=ids[1]) == ids[1:]
    assert await given(offset=-2) == ids[2:]
    assert await given() == ids[2:]
    assert await given(offset=ids[3] + 1) == []
    telegram.redeliver(ids[0])
    assert await given(offset=ids[3] + 1) == [ids[0]]
    assert await given(offset=ids[3] + 1) == telegram.waiting_updates == []


async def test_kinds_that_were_not_asked_for_are_not_kept(bot: Bot, user: User) -> None:
    await bot.get_updates(allowed_updates=["callback_query"])
    user.sends("x")
    assert await bot.get_updates() == ()
    await bot.get_updates(allowed_updates=[])
    user.sends("y")
    assert len(await bot.get_updates()) == 1


async def test_a_second_reader_ends_the_first(telegram: BotApiServer, user: User) -> None:
    address = f"{telegram.base_url}{telegram.token}/getUpdates"
    async with httpx.AsyncClient() as client:
        first = asyncio.create_task(client.get(address, params={"timeout": 5}))
        await asyncio.sleep(0.1)
        second = asyncio.create_task(client.get(address, params={"timeout": 5}))
        assert (await first).status_code == 409
        user.sends("x")
        assert len((await second).json()["result"]) == 1


async def test_a_webhook_keeps_readers_out(bot: Bot) -> None:
    await bot.set_webhook("http://127.0.0.1:9/hook", secret_token="abc")
    assert (await bot.get_webhook_info()).url == "http://127.0.0.1:9/hook"
    with pytest.raises(Conflict, match="while webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()
    assert await bot.get_updates() == ()
    with pytest.raises(BadRequest, match="Secret token contains unallowed characters"):
        await bot.set_webhook("http://127.0.0.1:9/hook", secret_token="пароль")
