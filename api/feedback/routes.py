"""What people asked and did not find, for editors."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from api.errors import described, not_found
from api.feedback import actions
from api.feedback.queries import missed
from api.feedback.schemas import MissedOut
from api.guidance.schemas import LANGUAGE
from api.people.guards import requires
from api.people.permissions import Permission
from api.people.sessions import Person
from api.service import CurrentService

router = APIRouter(prefix="/v1/missed-questions", tags=["guidance"], responses=described(401, 403, 422, 429, 503))
Editor = Annotated[Person, requires(Permission.GUIDANCE_WRITE)]
QuestionId = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]


@router.get("", summary="Questions that found no answer or did not help")
def list_missed(
    _: Editor,
    service: CurrentService,
    topic: Annotated[str | None, Query(pattern=r"^[a-z0-9-]{1,64}$", description="A topic id, or `none`.")] = None,
    language: Annotated[str | None, Query(pattern=LANGUAGE)] = None,
) -> MissedOut:
    """Counts hold no words. Words are kept with consent only, names and numbers covered, for 90 days."""
    return service.database.run(lambda session: missed(session, service.inbox.key, topic, language))


@router.delete("/{question_id}", status_code=204, response_class=Response, summary="Delete a kept question")
def delete_missed(question_id: QuestionId, _: Editor, service: CurrentService) -> None:
    """For a question that is dealt with, or that shows more of a person than it should."""
    if not service.database.run(lambda session: actions.remove(session, question_id)):
        raise not_found("question")
