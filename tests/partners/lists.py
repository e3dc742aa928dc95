"""Small lists of parents for what comes after reading: importing and the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from partners.models import SheetImport

HEAD = "Naam;E-mail;Mobiel;Postcode;Taal;Opmerking;Groep"
ANNA = "Anna Vrolijk;anna@example.org;06-12345678;3361 AB;Nederlands;belt liever;4"
BEN = "Ben de Groen;;06 12 34 56 79;3362;Turks;;5"
CEM = "Cem Blij;cem@example.org;;;;leest moeilijk;6"
NOBODY = "Dora Zoek;geen;;3361;;;7"


def text(*rows: str, head: str = HEAD) -> bytes:
    """A text file as a school would save it."""
    return ("\r\n".join([head, *rows]) + "\r\n").encode("utf-8-sig")


def asked(*answers: tuple[str, str]) -> bytes:
    """A list with a column for consent: an address and an answer per row."""
    rows = [f"Ouder {number};{email};{answer}" for number, (email, answer) in enumerate(answers, start=1)]
    return text(*rows, head="Naam;E-mail;Toestemming (J/N)")


def many(total: int, *, first: int = 0) -> bytes:
    """So many different parents."""
    rows = (f"Ouder {n};ouder{n}@lijst.example;06{n:08};{3361 + n % 4}" for n in range(first, first + total))
    return text(*rows, head="Naam;E-mail;Mobiel;Postcode")


def taken(content: bytes, *, basis: str = "list") -> SheetImport:
    """A list that was uploaded."""
    from partners.domain.take_list import take_list

    return take_list(name="lijst.csv", content=content, media_type="text/csv", origin="school", basis=basis)


def read_in(content: bytes, *, basis: str = "list") -> SheetImport:
    """A list that was uploaded and read in by the job as a worker does it."""
    from partners.domain.start_import import start_import
    from portal.jobs.domain.run import run

    found = taken(content, basis=basis)
    job = start_import(sheet_import=found, started_by=1)
    run(job_id=job.pk)
    found.refresh_from_db()
    return found


def counts(found: SheetImport) -> tuple[int, int, int, int]:
    """Created, updated, skipped, refused."""
    return found.created, found.updated, found.skipped, found.refused
