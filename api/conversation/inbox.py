"""Runs one turn in one transaction: look up, respond, run the effects, save state, key and answer."""

from dataclasses import asdict, dataclass, field, replace
from datetime import timedelta

from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlmodel import Session, col

from api.conversation.drafts import DropDraft, ExpectFile, SendReport
from api.conversation.events import Hints
from api.conversation.missed import CountUnanswered, DropOffered, KeepOffered, OfferToKeep
from api.conversation.models import AnswerCount, Conversation, Turn
from api.conversation.reception import Address, NoReception, Prepared, Reception
from api.conversation.replies import CountHelpful, Effect, MakePack, Wipe
from api.conversation.respond import respond
from api.conversation.schemas import SentIn, TurnIn, TurnOut, event_of, kept_of, reply_out
from api.conversation.state import State
from api.database import Database, now
from api.feedback import actions as feedback
from api.guidance.guidance import Guidance
from api.guidance.pack.identity import NoPacks, Packs
from api.server_key import ServerKey, Unreadable

ANSWERS_KEPT = timedelta(hours=24)  # for a channel that repeats a message after a crash
MESSAGE_IDS_KEPT = timedelta(hours=48)  # Telegram deletes no older messages for a bot
STATE_KEPT = timedelta(days=90)  # after the last message
STATE_TOUCHED = timedelta(days=1)  # an unchanged state is not written again more often

_KEPT = (
    select(col(Conversation.state), col(Conversation.updated_at))
    .where(col(Conversation.person) == bindparam("person"))
    .with_for_update()
)
_BEFORE = select(col(Turn.answer)).where(col(Turn.person) == bindparam("person"), col(Turn.key) == bindparam("key"))
_INSERT_STATE = insert(Conversation).values(person=bindparam("this"))
_UPDATE_STATE = update(Conversation).where(col(Conversation.person) == bindparam("this"))
_INSERT_TURN = insert(Turn)


@dataclass(frozen=True)
class Inbox:
    """Takes turns. Nothing of a person is kept in it between two calls, so any replica can take the next one."""

    database: Database
    key: ServerKey
    reception: Reception = field(default_factory=NoReception)
    packs: Packs = field(default_factory=NoPacks)

    def take(self, guidance: Guidance, turn: TurnIn) -> TurnOut:
        """Answers one message; a repeated key gets the saved answer and has no second effect.

        Raises sqlalchemy.exc.SQLAlchemyError when nothing could be saved: then nothing was done either.
        """
        person = self.key.person(turn.channel, turn.address)
        prepared = self.reception.prepare(person, event_of(turn.event))
        return self.database.run_plain(lambda connection: self._take(connection, guidance, turn, person, prepared))

    def _take(
        self, connection: Connection, guidance: Guidance, turn: TurnIn, person: bytes, prepared: Prepared
    ) -> TurnOut:
        kept = connection.execute(_KEPT, {"person": person}).one_or_none()
        before = connection.execute(_BEFORE, {"person": person, "key": turn.key}).scalar_one_or_none()
        if before:
            return self._repeated(before, person, turn.key)
        if before is not None:  # answered more than 24 hours ago: a new message
            connection.execute(delete(Turn).where(col(Turn.person) == person, col(Turn.key) == turn.key))
        state = self._open_state(kept.state, person) if kept else State()
        known = self.reception.look_up(connection, person, state, prepared)
        if state.offered:
            known = replace(known, offered=feedback.offered(connection, self.key, person))
        hints = Hints(turn.language_hint, turn.channel, self.packs.published())
        step = respond(guidance, state, event_of(turn.event), hints, known)
        answer = TurnOut(
            replies=[reply_out(reply) for reply in step.replies],
            language=step.state.language or state.language or guidance.catalogue.source_language,
            upload=any(isinstance(effect, ExpectFile) for effect in step.effects),
        )
        address = Address(turn.channel, turn.address, answer.language, turn.key)
        for effect in step.effects:
            self._run(connection, person, address, effect, prepared, answer)
        if step.state == State():
            connection.execute(delete(Conversation).where(col(Conversation.person) == person))
        elif kept is None or step.state != state or now() - kept.updated_at > STATE_TOUCHED:
            sealed = self.key.seal(step.state.to_bytes(), "state", person)
            row = {"this": person, "state": sealed, "updated_at": now()}
            connection.execute(_UPDATE_STATE if kept else _INSERT_STATE, row)
        self._save_answer(connection, person, turn, kept_of(answer, step.replies))
        return answer

    def _save_answer(self, connection: Connection, person: bytes, turn: TurnIn, answer: TurnOut) -> None:
        sealed = self.key.seal(answer.model_dump_json().encode(), "answer", person, turn.key)
        ids = "" if answer.wipe is not None or turn.message_id is None else str(turn.message_id)
        row = {"person": person, "key": turn.key, "answer": sealed, "message_ids": ids, "created_at": now()}
        connection.execute(_INSERT_TURN, row)

    def _repeated(self, sealed: bytes, person: bytes, key: str) -> TurnOut:
        plain = self.key.open(sealed, "answer", person, key)
        return TurnOut.model_validate_json(plain).model_copy(update={"repeated": True})

    def _open_state(self, sealed: bytes, person: bytes) -> State:
        """The person's state; a new one where the server's key has changed since."""
        try:
            return State.from_bytes(self.key.open(sealed, "state", person))
        except Unreadable:
            return State()

    def _run(
        self,
        connection: Connection,
        person: bytes,
        address: Address,
        effect: Effect,
        prepared: Prepared,
        answer: TurnOut,
    ) -> None:
        match effect:
            case Wipe():
                answer.wipe = _forget(connection, person)
                feedback.drop_offered(connection, person)
                self.reception.forget(connection, person, address)
            case CountHelpful():
                _count(connection, effect)
            case MakePack():
                self.packs.make()
            case CountUnanswered():
                feedback.count_unanswered(connection, effect.topic, effect.language)
            case OfferToKeep():
                feedback.offer(connection, self.key, person, effect.missed)
            case KeepOffered():
                feedback.drop_offered(connection, person)
                feedback.keep(connection, self.key, effect.missed)
            case DropOffered():
                feedback.drop_offered(connection, person)
            case _:
                self.reception.run(connection, person, address, effect, prepared)
                if isinstance(effect, SendReport | DropDraft):
                    self._blank_answers(connection, person, answer.language)

    def _blank_answers(self, connection: Connection, person: bytes, language: str) -> None:
        """The kept answers show the words of the draft that is gone. Repeated messages still have no second effect."""
        mine = col(Turn.person) == person
        for key in connection.scalars(select(col(Turn.key)).where(mine, col(Turn.answer) != b"")).all():
            empty = TurnOut(replies=[], language=language).model_dump_json().encode()
            sealed = self.key.seal(empty, "answer", person, key)
            connection.execute(update(Turn).where(mine, col(Turn.key) == key).values(answer=sealed))

    def sent(self, reports: list[SentIn]) -> None:
        """Notes the numbers of sent replies, many chats at once. A turn that is gone or wiped keeps none."""

        def note(connection: Connection) -> None:
            for report in reports:
                person = self.key.person(report.channel, report.address)
                numbers = "".join(f" {number}" for number in report.message_ids)
                this = (col(Turn.person) == person) & (col(Turn.key) == report.key)
                connection.execute(update(Turn).where(this).values(message_ids=col(Turn.message_ids) + numbers))

        self.database.run_plain(note)


def _forget(connection: Connection, person: bytes) -> list[int]:
    """Deletes the person's turns; gives the numbers of the chat's messages that can still be deleted."""
    mine = col(Turn.person) == person
    fresh = select(col(Turn.message_ids)).where(mine, col(Turn.created_at) > now() - MESSAGE_IDS_KEPT)
    numbers = {int(number) for ids in connection.scalars(fresh) for number in ids.split()}
    connection.execute(delete(Turn).where(mine))
    return sorted(numbers)


def _count(connection: Connection, effect: CountHelpful) -> None:
    key = asdict(effect)
    this = [getattr(AnswerCount, name) == value for name, value in key.items()]
    counted = connection.execute(update(AnswerCount).where(*this).values(count=col(AnswerCount.count) + 1))
    if not counted.rowcount:
        connection.execute(insert(AnswerCount).values(**key, count=1))


def forget_old(session: Session) -> None:
    """Deletes what is past its time: answers, message numbers, and people who have not written for long."""
    session.execute(delete(Turn).where(col(Turn.created_at) < now() - MESSAGE_IDS_KEPT))
    session.execute(
        update(Turn).where(col(Turn.created_at) < now() - ANSWERS_KEPT, col(Turn.answer) != b"").values(answer=b"")
    )
    session.execute(delete(Conversation).where(col(Conversation.updated_at) < now() - STATE_KEPT))
