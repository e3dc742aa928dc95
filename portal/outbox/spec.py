"""What a kind of message is: when it is still wanted, how it is built, what to do when its fate is unclear."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.utils.functional import _StrPromise

    from portal.outbox.models import Message


class Unclear(Enum):
    """After a broken connection: AGAIN sends the same bytes once more, NEVER leaves it to a person."""

    AGAIN = "again"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes along; the media type may carry parameters, as `text/calendar; method=PUBLISH`."""

    name: str
    content: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Mail:
    """What a kind builds; names and texts may hold anything, the channel makes them safe.

    `automatic` says that no person pressed a button for it (RFC 3834).
    """

    subject: str
    text: str
    html: str = ""
    attachments: tuple[Attachment, ...] = ()
    unsubscribe_url: str | None = None
    reply_to: str | None = None
    automatic: bool = True


class MailKind(ABC):
    """One kind of mail; an app registers an instance in `ready()`."""

    name: ClassVar[str]
    label: ClassVar[str | _StrPromise] = ""
    unclear: ClassVar[Unclear] = Unclear.AGAIN
    # Nobody asked for it just now, and later is as good: it waits until the quiet times of the municipality are over.
    may_wait: ClassVar[bool] = False

    def look_up(self, messages: Sequence[Message]) -> None:  # noqa: B027 - a kind of which few are sent does without
        """Look up for some messages at once what `wanted` and `build` need, and leave it in their `about`.

        Asked at most a second before any of them is prepared, and again for what takes longer.
        """

    def wanted(self, message: Message) -> bool:  # noqa: ARG002 - for kinds that look at it
        """Is it still right to send this now? Asked just before the sending starts, and then `build` comes.

        A change that must stop messages for certain also calls `cancel` in its own transaction.
        """
        return True

    @abstractmethod
    def build(self, message: Message) -> Mail:
        """The mail itself, from the data of today; asked once, after that the same bytes are kept."""
