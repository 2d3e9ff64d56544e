"""What crosses HTTP of a report's files."""

from typing import Literal

from pydantic import BaseModel, Field

from api.reports.documents import FileAbout
from api.reports.models import Attachment


class ReceivedOut(BaseModel):
    """A file that was taken in."""

    id: str
    type: str = Field(description="The media type, judged from the bytes.", examples=["image/jpeg"])
    size: int = Field(description="In bytes.")


class AttachmentOut(BaseModel):
    """A file of a report. What the sender called it is foreign text: never build a path from it."""

    id: str
    entry: int | None = Field(description="The message that it came with; null when it came with the report.")
    kind: Literal["photo", "document", "voice", "video"]
    name: str = Field(description="As the sender called it; may be empty.")
    type: str = Field(description="The media type, judged from the bytes.", examples=["image/jpeg"])
    size: int = Field(description="Of the original, in bytes.")
    sha256: str = Field(description="Of the original, as evidence that it was not changed.")
    copy_state: Literal["made", "failed", "none"] = Field(
        description="Of the copy without metadata. `none`: none are made of sound, video and text."
    )

    @classmethod
    def of(cls, row: Attachment, about: FileAbout) -> "AttachmentOut":
        told = about.model_dump(include={"kind", "name", "type", "size", "sha256"})
        return cls(id=row.id, entry=row.entry, copy_state=row.copy_state, **told)
