"""What a log must not hold: links that let somebody in, passwords, addresses and numbers of people."""

from __future__ import annotations

import re
import uuid

LONGEST = 20_000
LONGEST_SEGMENT = 36

# Each repetition has an end, so that no text can keep the search busy for long.
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    # data:time:signature, as django.core.signing writes it, also with its colons quoted
    (re.compile(r"[\w=-]{4,4000}(?::|%3A)[A-Za-z0-9]{4,10}(?::|%3A)[\w-]{27,86}"), "[link]"),
    # the key of a new password
    (re.compile(r"\b[0-9a-z]{1,13}-[0-9a-z]{6,13}-[0-9a-f]{32}\b"), "[link]"),
    (re.compile(r"(?i)\b(bearer|basic) {1,4}[\w.~+/=-]{6,4000}"), r"\1 [hidden]"),
    (
        re.compile(
            r"(?i)(\b(?:\w{0,20}password\w{0,5}|wachtwoord|\w{0,20}secret\w{0,20}|\w{0,20}token|authorization|cookie"
            r"|session(?:id)?|csrf\w{0,20}|api_?key)[\"']?[ ]{0,3}[=:][ ]{0,3})"
            r"(\"[^\"]{0,4000}\"|'[^']{0,4000}'|[^\s,;&}\"']{1,4000})"
        ),
        r"\1[hidden]",
    ),
    # PostgreSQL shows the whole row that it refused, and the statement it stands in.
    (re.compile(r"(?m)^((?:DETAIL|CONTEXT): )(?s:.{1,19000}?)(?=^[A-Z]{4,7}: |\n\n|\Z)"), r"\1[hidden]\n"),
    (re.compile(r"(://[^/\s:@]{0,100}:)[^@\s/]{1,400}@"), r"\1[hidden]@"),
    (re.compile(r"[^\s\"'<>()\[\],;:=/?&@]{1,64}(?:@|%40)[\w.-]{1,253}"), "[address]"),
    (re.compile(r"(?<![\w.:-])(?:\+|00)[1-9]\d{8,14}(?![\w-])|(?<![\w.:-])06[ -]?\d{8}(?![\w-])"), "[number]"),
)


def redact(text: str) -> str:
    """The same text without links that let in, passwords, e-mail addresses and phone numbers; cut when very long."""
    text = text if len(text) <= LONGEST else f"{text[:LONGEST]}..."
    for pattern, instead in _RULES:
        text = pattern.sub(instead, text)
    return text


def redact_path(path: str) -> str:
    """An address's path without what may be a key to something: any long segment that is no public id."""
    return redact("/".join("[link]" if _may_be_key(segment) else segment for segment in path.split("/")))


def _may_be_key(segment: str) -> bool:
    if len(segment) < LONGEST_SEGMENT:
        return False
    try:
        uuid.UUID(segment)
    except ValueError:
        return True
    return False
