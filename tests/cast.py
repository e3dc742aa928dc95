"""The cast: small functions that make the people and things of a test, in the municipality in use."""

from __future__ import annotations

from datetime import time, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from portal.municipalities import tenant

if TYPE_CHECKING:
    from django.test import Client

    from activities.models import Registration, Series, Session
    from partners.models import Organisation, Parent
    from portal.accounts.models import User
    from portal.municipalities.models import Municipality, Neighbourhood

NEXT = count(1)
STAFF = ("policy_officer", "cjg", "partner", "administrator", "privacy_officer")


def municipality(code: str = "GM0610", name: str = "Sliedrecht", **fields: Any) -> Municipality:
    """A municipality, made once per code; not put in use."""
    from portal.municipalities.models import Municipality

    fields.setdefault("slug", name.lower())
    return Municipality.objects.get_or_create(code=code, defaults={"name": name, **fields})[0]


def neighbourhood(name: str = "", *, postcodes: tuple[str, ...] = (), **fields: Any) -> Neighbourhood:
    """A neighbourhood of the municipality in use."""
    from portal.municipalities.models import Neighbourhood

    number = next(NEXT)
    return Neighbourhood.objects.create(
        municipality_id=tenant.require(),
        name=name or f"Wijk {number}",
        code=f"eigen-{number}",
        year=2024,
        postcodes=list(postcodes),
        **fields,
    )


def member(role: str, *, at: Municipality | None = None, email: str = "", name: str = "") -> User:
    """Somebody who signs in, with this role here (or `at` another municipality)."""
    from portal.accounts.models import Membership, User

    number = next(NEXT)
    user = User.objects.create_user(email or f"{role}{number}@gemeente.example", name=name or f"Medewerker {number}")
    Membership.objects.create(user=user, municipality_id=at.pk if at else tenant.require(), role=role)
    return user


def sign_in(client: Client, user: User) -> Client:
    """Sign in without the form, just now and with a second factor: for tests of what comes after it."""
    from portal.web.access import FACTOR

    client.force_login(user, backend="portal.accounts.backend.ActiveUserBackend")
    session = client.session
    session[FACTOR] = user.pk
    session["account_authentication_methods_user"] = str(user.pk)
    session["account_authentication_methods"] = [{"method": "password", "at": timezone.now().timestamp()}]
    session.save()
    return client


def organisation(name: str = "", **fields: Any) -> Organisation:
    """A made-up organisation."""
    from partners.models import Organisation

    return Organisation.objects.create(name=name or f"Basisschool De Voorbeeldboom {next(NEXT)}", **fields)


def parent(name: str = "", *, invitable: bool = True, **fields: Any) -> Parent:
    """A parent with an address, who agreed to invitations unless told otherwise."""
    from partners.domain.give_consent import give_consent
    from partners.models import Parent

    number = next(NEXT)
    fields.setdefault("email", f"ouder{number}@example.org")
    made = Parent.objects.create(name=name or f"Ouder {number}", **fields)
    if invitable:
        give_consent(parent=made, source="cast")
    return made


def parents(total: int, *, invitable: bool = True, **fields: Any) -> list[Parent]:
    """Many parents in two statements: for query counts and lists."""
    from partners.models import Consent, Parent
    from partners.spec.consent import INVITATIONS

    numbers = [next(NEXT) for _ in range(total)]
    rows = [Parent(name=f"Ouder {n:05}", email=f"ouder{n}@example.org", **fields) for n in numbers]
    made = Parent.objects.bulk_create(row.with_keys() for row in rows)
    if invitable:
        basis = Consent.Basis.PARENT
        Consent.objects.bulk_create(
            Consent(parent=p, purpose=INVITATIONS, given=True, basis=basis, text_version="cast", source="cast")
            for p in made
        )
    return made


def series(title: str = "", **fields: Any) -> Series:
    """A series without sessions yet."""
    from activities.models import Series

    fields.setdefault("location", "Buurthuis Het Voorbeeld")
    return Series(title=title or f"Koffieochtend {next(NEXT)}", **fields)


def session(*, days_ahead: int = 14, places: int = 20, at: time = time(9, 30), **fields: Any) -> Session:
    """A session in a series of its own, laid as staff would; `days_ahead` below 0 for one that was."""
    from activities.domain.lay_series import Times, lay_series

    day = timezone.localdate() + timedelta(days=days_ahead)
    end = time(min(at.hour + 1, 23), 45)
    laid = lay_series(series=series(**fields), times=Times((day,), at, end), places=places)
    return laid.sessions.get()


def day_comes(session: Session) -> Session:
    """Let it be the day of this session: who came can be written down, and one can still sign up."""
    session.local_date = timezone.localdate()
    session.save(update_fields=["local_date"])
    return session


def registration(session: Session, parent: Parent | None = None, **coming: Any) -> Registration:
    """A parent signed up for a session."""
    from activities.domain.register import Coming, register

    return register(session=session, parent=parent or globals()["parent"](), coming=Coming(**coming))
