from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.spec import THIRD_PARTY
from portal.municipalities.shared import SHARED_TABLES
from portal.municipalities.spec import Keep, Kind

# From the top storey down to what the frameworks bring along.
STOREYS = {
    "programmes": gettext_lazy("Programmes"),
    "activities": gettext_lazy("Meetings, sign-ups and who came"),
    "partners": gettext_lazy("Parents and organisations"),
    "portal": gettext_lazy("The ground: accounts, log, files and messages"),
}
KINDS = {
    Kind.PERSONAL: gettext_lazy("about a person"),
    Kind.ORDINARY: gettext_lazy("not about a person"),
    Kind.TECHNICAL: gettext_lazy("only to make the portal work"),
}


class Command(BaseCommand):
    """Print docs/privacy-register.md; a test holds that file to it."""

    help = "Print as Markdown, in Dutch, what each table keeps, why and how long."
    requires_system_checks: list[str] = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        with translation.override(settings.LANGUAGE_CODE):
            self.stdout.write("\n".join(register()))


def register() -> Iterator[str]:
    """The lines of the register, in the language in use."""
    title = _("What is kept, why and how long")
    yield from (f"# {title}", "")
    yield _("`python manage.py privacy_register` makes this page from the code; a test says when it is not fresh.")
    yield _("Each table of a municipality also has a number, a public number and the number of the municipality.")
    yield _("A table that all municipalities share has (*) behind its name.")
    yield ""
    yield _(
        "Once a day the portal itself removes what was kept long enough; the page How long we keep shows of each kind"
        " the term that the municipality chose and how many went."
    )
    yield _(
        "Files, long work, the text of messages, sign-in sessions and counted tries go sooner, each at its own moment."
    )
    yield _("Accounts without a role and the log are kept as the last column says; nothing removes them by itself yet.")
    for package, words in STOREYS.items():
        yield from _table(str(words), _own(package))
    yield from _table(_("Tables of the building blocks"), sorted(THIRD_PARTY.items()))


def _own(package: str) -> list[tuple[str, tuple[Keep, ...]]]:
    models = [model for model in apps.get_models() if model.__module__.split(".", maxsplit=1)[0] == package]
    return [(model._meta.db_table, getattr(model, "KEEPS", ())) for model in models]


def _table(title: str, tables: Iterable[tuple[str, tuple[Keep, ...]]]) -> Iterator[str]:
    heads = (_("Table"), _("Fields"), _("Kind"), _("What for"), _("How long"))
    yield from ("", f"## {title}", "", _row(*heads), _row(*("---" for _head in heads)))
    for name, keeps in tables:
        for keep in keeps:
            mark = " (*)" if name in SHARED_TABLES else ""
            fields = ", ".join(f"`{field}`" for field in keep.fields.split())
            yield _row(f"`{name}`{mark}", fields, str(KINDS[keep.kind]), str(keep.purpose), str(keep.until))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
