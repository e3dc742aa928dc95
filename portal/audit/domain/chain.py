"""The bytes that a seal is made over, written once in SQL so that sealing and checking cannot differ."""

from __future__ import annotations

# Neither the session's zone nor a setting changes these: numbers and JSON only.
LINE = """jsonb_build_array(e.id, e.municipality_id, e.public_id, e.action, e.subject_kind, e.subject_id,
  e.subject_public_id, e.fields, e.result, e.origin, e.actor_kind, e.actor_id, extract(epoch FROM e.at))::text"""

# Column 1 comes from LINE and the others from the seal that is made or checked.
HASH = r"""encode(sha256(convert_to(
  concat_ws('|', {municipality}, {number}, {previous}, {entries}::text, {count}, extract(epoch FROM {at}))
  || E'\n' || {lines}, 'UTF8')), 'hex')"""


def hash_of(source: str, lines: str) -> str:
    """SQL of a seal's hash, its columns read from this table or alias."""
    names = ("number", "previous", "entries", "count", "at")
    columns = {name: f"{source}.{name}" for name in names}
    return HASH.format(municipality=f"{source}.municipality_id", lines=lines, **columns)
