"""What editors see of questions that found no answer or did not help."""

from sqlalchemy import select
from sqlmodel import Session, col

from api.conversation.models import AnswerCount
from api.feedback.actions import words
from api.feedback.models import MissedQuestion, UnansweredCount
from api.feedback.schemas import MissedCount, MissedOut, MissedQuestionOut
from api.server_key import ServerKey

LIMIT = 500


def missed(session: Session, key: ServerKey, topic: str | None = None, language: str | None = None) -> MissedOut:
    """All that editors see; `topic` and `language` choose among both lists."""

    def chosen(count: MissedCount) -> bool:
        return (topic is None or count.topic == topic) and (language is None or count.language == language)

    return MissedOut(counts=list(filter(chosen, counts(session))), questions=questions(session, key, topic, language))


def counts(session: Session) -> list[MissedCount]:
    """By topic and language, those with most misses first."""
    found: dict[tuple[str, str], MissedCount] = {}

    def of(topic: str, language: str) -> MissedCount:
        return found.setdefault((topic, language), MissedCount(topic=topic, language=language))

    for unanswered in session.scalars(select(UnansweredCount)):
        of(unanswered.topic, unanswered.language).unanswered += unanswered.count
    for answer in session.scalars(select(AnswerCount)):
        counted = of(answer.topic, answer.language)
        if answer.helpful:
            counted.helpful += answer.count
        else:
            counted.not_helpful += answer.count
    for question in session.scalars(select(MissedQuestion)):
        of(question.topic, question.language).kept += 1
    return sorted(found.values(), key=lambda each: (-each.unanswered - each.not_helpful, each.topic, each.language))


def questions(session: Session, key: ServerKey, topic: str | None, language: str | None) -> list[MissedQuestionOut]:
    """Kept questions, newest day first, at most 500."""
    statement = select(MissedQuestion).order_by(col(MissedQuestion.kept_on).desc(), col(MissedQuestion.id)).limit(LIMIT)
    if topic is not None:
        statement = statement.where(col(MissedQuestion.topic) == topic)
    if language is not None:
        statement = statement.where(col(MissedQuestion.language) == language)
    return [
        MissedQuestionOut(
            id=each.id,
            topic=each.topic,
            section=each.section or None,
            language=each.language,
            question=words(key, each),
            kept_on=each.kept_on.date(),
        )
        for each in session.scalars(statement)
    ]
