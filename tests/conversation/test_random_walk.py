"""People who press, type and send anything: there is always an answer, a way home, and never another one's words."""

from dataclasses import replace

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from api.conversation.drafts import ReportDraft, SendReport
from api.conversation.intake import BY_NAME, SUMMARY
from api.conversation.state import State
from api.guidance.guidance import Guidance
from bot.backend import Button as ShownButton
from bot.backend import Reply as ShownReply
from bot.markup import to_plain
from bot.telegram.rendering import keyboard, length, parts
from tests.conversation.dialogue import Person, Reporter, buttons, choices
from tests.conversation.fake_reception import FakeReception, receipt

WORDS = st.sampled_from(
    ["салам", "зарплата", "бьют", "Казань", "moskva", "/start", "/start unpaid-wages_ky", "/wipe", "/offices", "/home",
     "Мага эмгек акымды бербей жатышат", "My boss has not paid me for two months", "какая завтра погода",
     "уйга қайтгим келди", "запрет на въезд в Казахстан", "😀", "ha ha ha", "/topics@JardamBot", "/report", "/receipt",
     "паспорт AC1234567", "12.05.2026", "- один\n- два\n1. три", "слово " * 800, receipt(5), receipt(6)[:-1]]
)  # fmt: skip
SEGMENT = st.sampled_from(
    ["t", "s", "src", "h", "o", "in", "home", "language", "country", "offices", "wipe", "yes", "y", "ky", "RU", "none",
     "entry-bans", "check", "unpaid-wages", "more", "", "😀", "r", "rc", "a", "skip", "back", "done", "edit", "story",
     "sector", "shares", "+lawyer", "pend", "keep", "kinds", "WAG", "send", "drop", "anew", "go", "withdraw", "write"]
)  # fmt: skip
HOME = {"home", "topics", "t/entry-bans", "r/pause"}  # «later» leads to the menu
NAMES = (b"aigul", b"bakyt")
_shared: list[Guidance] = []


class Wanderers(RuleBasedStateMachine):
    """Two people; every button that was ever shown to either may be pressed by either, however old."""

    @initialize(phone=st.sampled_from(["ky", "ru-RU", "uz", "en", "fr", "", None]), words=WORDS)
    def arrive(self, phone: str | None, words: str) -> None:
        self.reception = FakeReception()
        self.people = [Reporter(_shared[0], phone=phone, reception=self.reception, name=name) for name in NAMES]
        self.people[1].channel = "webchat"
        self.person = self.people[0]
        self.seen = ["home", "report", "r/yes"]
        self.receipts: dict[bytes, list[str]] = {name: [] for name in NAMES}
        self.person.says(words)

    @rule()
    def the_other_one_comes(self) -> None:
        self.person = self.people[1 - self.people.index(self.person)]
        self.person.says("/report")

    @rule(words=WORDS | st.text(max_size=60))
    def types(self, words: str) -> None:
        self.person.says(words)

    @rule(words=WORDS)
    def tells_a_secret(self, words: str) -> None:
        self.person.says(f"{self.secret_of(self.person)} {words}")

    @rule(data=st.data())
    def presses_a_button_of_any_age(self, data: st.DataObject) -> None:
        self.person.presses(data.draw(st.sampled_from(self.seen)))

    @rule(data=st.data(), twice=st.booleans())
    def presses_a_button_of_the_last_reply(self, data: st.DataObject, twice: bool) -> None:
        shown = [choice for reply in self.person.replies for choice in choices(reply)] or ["home"]
        pressed = data.draw(st.sampled_from(shown))
        self.person.presses(pressed)
        if twice:
            self.person.presses(pressed)

    @rule(asking=st.sampled_from([*BY_NAME, SUMMARY, SUMMARY, SUMMARY]))
    def hurries_to_a_question(self, asking: str) -> None:
        """Or else hardly any report would come to its end."""
        person = self.person
        person.presses("r/yes")
        for _ in range(len(BY_NAME) + 1):
            draft = self.reception.drafts.get(person.name)
            if draft is None or draft.asking == asking or draft.asking not in BY_NAME:
                return
            if draft.pending:
                person.presses("r/pend/keep")
            if draft.asking == "story" and not draft.told:
                person.says(f"{self.secret_of(person)} рассказ")
            person.presses(f"r/skip/{draft.asking}")
            person.presses(f"r/done/{draft.asking}")

    @rule(twice=st.booleans())
    def sends_the_report(self, twice: bool) -> None:
        draft = self.reception.drafts.get(self.person.name)
        for _ in range(1 + twice):
            self.person.presses(f"r/send/{draft.report[:8]}" if draft else "r/send/00000000")

    @rule()
    def withdraws(self) -> None:
        report = self.reception.open_threads.get(self.person.name, "00000000")
        self.person.presses(f"rc/withdraw/{report[:8]}")

    @rule(choice=st.lists(SEGMENT, max_size=4).map("/".join) | st.text(max_size=64))
    def presses_a_forged_button(self, choice: str) -> None:
        self.person.presses(choice)

    @rule(lat=st.floats(), lon=st.floats())
    def sends_a_place(self, lat: float, lon: float) -> None:
        self.person.is_at(lat, lon)

    @rule(what=st.sampled_from(["photo", "voice", "document", "video_note", "🤷"]), caption=WORDS | st.just(""))
    def sends_a_file(self, what: str, caption: str) -> None:
        self.person.brings(what, "файл.pdf", caption)

    @rule(what=st.sampled_from(["sticker", "dice"]) | st.text(max_size=32))
    def sends_something_else(self, what: str) -> None:
        self.person.sends(what)

    @rule()
    def comes_back_with_the_receipt(self) -> None:
        for report in self.receipts[self.person.name]:
            self.person.says(report)

    @rule()
    def a_caseworker_answers(self) -> None:
        for report, draft in self.reception.reports.items():
            secret = next(word for word in " ".join(draft.told).split() if word) if draft.told else ""
            self.reception.answers(report, f"Ответ: {secret}")

    @rule(fate=st.sampled_from(["", "", "busy", "wait"]), closed=st.booleans())
    def the_service_changes(self, fate: str, closed: bool) -> None:
        self.reception.fate, self.reception.closed = fate, closed

    @rule()
    def a_day_passes(self) -> None:
        self.reception.passes_time()

    @staticmethod
    def secret_of(person: Reporter) -> str:
        return f"тайна{person.name.decode()}"

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
    def nobody_sees_the_words_of_another(self) -> None:
        other = self.people[1 - self.people.index(self.person)]
        assert not any(self.secret_of(other) in reply.text for reply in self.person.replies)
        draft = self.reception.drafts.get(self.person.name)
        assert draft is None or self.secret_of(other) not in " ".join(draft.told + draft.pending)

    @invariant()
    def a_summary_shows_all_that_was_told(self) -> None:
        shown = {choice for reply in self.person.replies for choice in choices(reply)}
        draft = self.reception.drafts.get(self.person.name)
        if "r/edit" in shown and draft and draft.asking == SUMMARY:
            text = _bare("\n".join(to_plain(reply.text) for reply in self.person.replies))
            assert all(_bare(told) in text for told in draft.told)
            assert draft.receipt in "".join(reply.text for reply in self.person.replies)
            assert _bare(draft.place) in text

    @invariant()
    def what_was_sent_has_a_story_and_its_own_receipt(self) -> None:
        for effect in self.person.effects:
            if isinstance(effect, SendReport):
                assert effect.draft.told and effect.draft.receipt
                self.receipts[self.person.name].append(effect.draft.receipt)
        self.person.effects.clear()
        everyones = [draft.receipt for draft in self.reception.reports.values()]
        assert len(everyones) == len(set(everyones))

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
    def all_survives_being_kept(self) -> None:
        assert State.from_bytes(self.person.state.to_bytes()) == self.person.state
        for draft in self.reception.drafts.values():
            assert ReportDraft.from_bytes(draft.to_bytes()) == draft

    @invariant()
    def a_draft_is_known_to_exist(self) -> None:
        assert self.person.state.draft or self.person.name not in self.reception.drafts


def _bare(text: str) -> str:
    """Without spaces and list marks, which Markdown may change."""
    return "".join(text.split()).replace("•", "")


def test_people_may_do_anything_at_any_time(guidance: Guidance) -> None:
    _shared[:] = [guidance]
    walk = settings(
        max_examples=60, stateful_step_count=50, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    run_state_machine_as_test(Wanderers, settings=walk)


def test_after_wiping_start_leads_home(guidance: Guidance) -> None:
    person = Person(guidance)
    person.presses("wipe/yes")
    assert set(choices(person.says("/start"))) & HOME
    assert replace(person.state, language=None) == State()
