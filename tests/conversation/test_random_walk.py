"""Somebody who presses, types and sends anything: there is always an answer, and always a way home."""

from dataclasses import replace

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from api.conversation.state import State
from api.guidance.guidance import Guidance
from bot.backend import Button as ShownButton
from bot.backend import Reply as ShownReply
from bot.telegram.rendering import keyboard, length, parts
from tests.conversation.dialogue import Person, buttons, choices

WORDS = st.sampled_from(
    ["салам", "зарплата", "бьют", "Казань", "moskva", "/start", "/start unpaid-wages_ky", "/wipe", "/offices", "/home",
     "Мага эмгек акымды бербей жатышат", "My boss has not paid me for two months", "какая завтра погода",
     "уйга қайтгим келди", "запрет на въезд в Казахстан", "😀", "ha ha ha", "/topics@JardamBot"]
)  # fmt: skip
SEGMENT = st.sampled_from(
    ["t", "s", "src", "h", "o", "in", "home", "language", "country", "offices", "wipe", "yes", "y", "ky", "RU", "none",
     "entry-bans", "check", "unpaid-wages", "more", "", "😀"]
)  # fmt: skip
HOME = {"home", "topics", "t/entry-bans"}
_shared: list[Guidance] = []


class Wanderer(RuleBasedStateMachine):
    """One person; every button that was ever shown may be pressed again, however old."""

    @initialize(phone=st.sampled_from(["ky", "ru-RU", "uz", "en", "fr", "", None]), words=WORDS)
    def arrives(self, phone: str | None, words: str) -> None:
        self.person = Person(_shared[0], phone=phone)
        self.seen = ["home"]
        self.person.says(words)

    @rule(words=WORDS | st.text(max_size=60))
    def types(self, words: str) -> None:
        self.person.says(words)

    @rule(data=st.data())
    def presses_a_button_of_any_age(self, data: st.DataObject) -> None:
        self.person.presses(data.draw(st.sampled_from(self.seen)))

    @rule(data=st.data())
    def presses_a_button_of_the_last_reply(self, data: st.DataObject) -> None:
        shown = [choice for reply in self.person.replies for choice in choices(reply)] or ["home"]
        self.person.presses(data.draw(st.sampled_from(shown)))

    @rule(choice=st.lists(SEGMENT, max_size=4).map("/".join) | st.text(max_size=64))
    def presses_a_forged_button(self, choice: str) -> None:
        self.person.presses(choice)

    @rule(lat=st.floats(), lon=st.floats())
    def sends_a_place(self, lat: float, lon: float) -> None:
        self.person.is_at(lat, lon)

    @rule(lat=st.floats(-90, 90), lon=st.floats(-180, 180))
    def sends_a_place_on_the_globe(self, lat: float, lon: float) -> None:
        self.person.is_at(lat, lon)

    @rule(what=st.sampled_from(["voice", "photo", "sticker", "dice"]) | st.text(max_size=32))
    def sends_something_else(self, what: str) -> None:
        self.person.sends(what)

    @invariant()
    def there_is_an_answer(self) -> None:
        assert self.person.replies
        assert all(reply.text.strip() for reply in self.person.replies)

    @invariant()
    def there_is_a_way_home(self) -> None:
        if self.person.state != State():  # after wiping, a new beginning
            shown = {choice for reply in self.person.replies for choice in choices(reply)}
            assert shown & HOME

    @invariant()
    def buttons_fit_telegram(self) -> None:
        for reply in self.person.replies:
            for button in buttons(reply):
                assert button.label.strip()
                assert len(button.choice.encode()) <= 64
                self.seen.append(button.choice)

    @invariant()
    def telegram_can_show_it(self) -> None:
        for reply in self.person.replies:
            rows = tuple(tuple(ShownButton(b.label, b.choice) for b in row) for row in reply.buttons)
            shown = ShownReply(reply.text, rows)
            assert len(parts(reply.text)) == 1
            assert length(parts(reply.text)[0]) <= 4096
            assert keyboard(shown) is not None or not rows

    @invariant()
    def the_state_survives_being_kept(self) -> None:
        assert State.from_bytes(self.person.state.to_bytes()) == self.person.state


def test_someone_may_do_anything_at_any_time(guidance: Guidance) -> None:
    _shared[:] = [guidance]
    walk = settings(
        max_examples=100, stateful_step_count=50, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    run_state_machine_as_test(Wanderer, settings=walk)


def test_after_wiping_start_leads_home(guidance: Guidance) -> None:
    person = Person(guidance)
    person.presses("wipe/yes")
    assert set(choices(person.says("/start"))) & HOME
    assert replace(person.state, language=None) == State()
