"""Signing in with the account of one's work, and linking it to one's account here."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, cast
from urllib.parse import urlencode, urlsplit

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login
from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from allauth.account.models import Login
from django.contrib import messages as flash
from django.contrib.auth import logout, update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from portal.accounts import queries
from portal.accounts.domain.link_work_account import NotTheirs
from portal.accounts.models import User, WorkAccount, WorkProvider
from portal.desk.domain.change_work_account import link_own, unlink_own
from portal.desk.openid import flow as flows
from portal.desk.openid.provider import Unusable, discover, exchange, keys_of
from portal.desk.openid.token import Expected, Forged, Known, read
from portal.desk.views.factors import proven
from portal.municipalities import tenant
from portal.municipalities.models import Municipality
from portal.municipalities.queries import municipality_by_slug, with_work_accounts
from portal.web import fetch
from portal.web.access import account
from portal.web.doors import Door, remember_door
from portal.web.errors import too_many
from portal.web.limits import allow_network

logger = logging.getLogger(__name__)
View = Callable[..., HttpResponseBase]
OWN = "work_account"


class Refused(Exception):
    """Nobody comes in by this; the text names the reason for the log, and nobody."""


@dataclass(frozen=True)
class Place:
    """A municipality of somebody's, where its colleagues sign in, and with what this one does."""

    municipality: Municipality
    provider: WorkProvider | None
    account: WorkAccount | None

    @property
    def open(self) -> bool:
        """Whether a work account can be linked here."""
        return self.provider is not None and self.provider.is_on


def _counted(view: View) -> View:
    """Only so many from one network: each makes the portal ask a provider."""

    @wraps(view)
    def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not allow_network("work_account", request, per_hour=300, per_day=2000):
            return too_many(request)
        return view(request, *args, **kwargs)

    return enter


def _surely(view: View) -> View:
    """For who typed their password, or came in with it, just now."""

    @wraps(view)
    def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if is_reauthentication_required(request, app="portal"):
            response = redirect("account_reauthenticate")
            response["Location"] += f"?{urlencode({'next': '/account/veilig-inloggen/werkaccount/'})}"
            return response
        return view(request, *args, **kwargs)

    return enter


@account
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """For which municipality somebody works."""
    onward = _onward(request)
    context = {"places": with_work_accounts(), "onward": urlencode({"next": onward}) if onward else ""}
    return render(request, "account/work_account.html", context)


@account
@require_GET
@_counted
def start(request: HttpRequest, place: str) -> HttpResponseBase:
    """On to the provider of this municipality."""
    if request.user.is_authenticated:
        return redirect(get_adapter().get_login_redirect_url(request))
    return _leave(request, flows.Flow(place=place, onward=_onward(request)))


@account
@proven
@_surely
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """In which municipalities one's work account is linked."""
    found = [_place(_me(request), municipality) for municipality in queries.municipalities_of(_me(request))]
    response = render(request, "account/own_work_account.html", {"places": found})
    # The form sends people on to the provider; the policy of the page must say so, or a browser stops it.
    hosts = {"{0.scheme}://{0.netloc}".format(urlsplit(place.provider.issuer)) for place in found if place.provider}
    response._csp_update = {"form-action": sorted(hosts)}  # type: ignore[attr-defined]  # noqa: SLF001 - as its decorator does
    return response


@account
@proven
@_surely
@_counted
@require_POST
def link(request: HttpRequest, place: str) -> HttpResponseBase:
    """On to the provider, to link what somebody signs in with there."""
    municipality = _of_theirs(request, place)
    return _leave(request, flows.Flow(place=municipality.slug, user=_me(request).pk))


@account
@proven
@_surely
@require_POST
def unlink(request: HttpRequest, place: str) -> HttpResponse:
    """From now on the work account opens nothing here."""
    with tenant.use(_of_theirs(request, place)):
        if unlink_own(user=_me(request)):
            update_session_auth_hash(request, _me(request))
            flash.success(request, _("Your work account has been unlinked. You sign in with your password again."))
    return redirect(OWN)


@account
@require_GET
@_counted
def come_back(request: HttpRequest, place: str) -> HttpResponseBase:
    """Back from the provider: signed in, linked, or the same friendly words for every reason why not."""
    flow = flows.take_up(request, place)
    if flow is None:
        return _refused(request, "not_on_its_way")
    try:
        return _linked(request, flow) if flow.user else _signed_in(request, flow)
    except (Refused, Unusable, Forged) as error:
        return _refused(request, str(error), linking=flow.user is not None)


def _refused(request: HttpRequest, reason: str, *, linking: bool = False) -> HttpResponse:
    logger.warning("work account refused: %s", reason)
    if linking:
        flash.error(request, _("Your work account was not linked. Try again, or ask your administrator."))
        return redirect("mfa_index")
    flash.error(
        request,
        _(
            "We cannot sign you in with this work account. Sign in with your password. Is your work account not linked "
            "yet? You do that on your page “Signing in safely”. Does it not work? Ask the administrator of your "
            "municipality."
        ),
    )
    return redirect("account_login")


def _onward(request: HttpRequest) -> str:
    asked = request.GET.get("next", "")
    return asked if get_adapter().is_safe_url(asked) else ""


def _used(place: str) -> tuple[Municipality, WorkProvider]:
    municipality = municipality_by_slug(place)
    if municipality is None:
        raise Refused("no_such_municipality")
    with tenant.use(municipality):
        provider = queries.work_provider()
    if provider is None or not provider.is_on:
        raise Refused("switched_off")
    return municipality, provider


def _leave(request: HttpRequest, flow: flows.Flow) -> HttpResponseBase:
    try:
        _municipality, provider = _used(flow.place)
        return redirect(flows.begin(request, flow, provider, discover(provider.issuer)))
    except (Refused, Unusable) as error:
        logger.warning("work account not begun: %s", error)
    if flow.user:
        flash.error(
            request, _("Your work account cannot be linked right now. Try again later, or ask your administrator.")
        )
        return redirect(OWN)
    flash.error(request, _("Work accounts do not work right now. Sign in with your password, or try again later."))
    return redirect("account_login")


def _known(request: HttpRequest, flow: flows.Flow, provider: WorkProvider) -> Known:
    """Who signed in at the provider. Raises Refused, Unusable, Forged."""
    code = request.GET.get("code", "")
    if not code or request.GET.get("iss", provider.issuer) != provider.issuer:
        raise Refused("no_code")
    with fetch.in_all():
        endpoints = discover(provider.issuer)
        token = exchange(provider, endpoints, code=code, verifier=flow.verifier, back=flows.back(flow.place))
        keys = keys_of(endpoints)
    expected = Expected(provider.issuer, provider.client_id, provider.directory, flow.nonce)
    return read(token, keys, expected)


def _signed_in(request: HttpRequest, flow: flows.Flow) -> HttpResponseBase:
    municipality, provider = _used(flow.place)
    known = _known(request, flow, provider)
    with tenant.use(municipality):
        found = queries.work_account_known_as(issuer=known.issuer, directory=known.directory, subject=known.subject)
    if found is None:
        raise Refused("nobody_here")
    logout(request)  # whoever was signed in here: nothing of their session goes on in this one
    factor = known.factor and provider.trusts_factor
    remember_door(request, Door(found.user_id, municipality.pk, found.pk, factor))
    inside = flow.onward.startswith(f"/{municipality.slug}/")
    login = Login(user=found.user, redirect_url=flow.onward if inside else f"/{municipality.slug}/vandaag/")
    answer: HttpResponseBase = perform_login(request, login)
    return answer


def _linked(request: HttpRequest, flow: flows.Flow) -> HttpResponseBase:
    user = request.user
    if not isinstance(user, User) or user.pk != flow.user:
        raise Refused("somebody_else_is_here")
    municipality, provider = _used(flow.place)
    known = _known(request, flow, provider)
    try:
        with tenant.use(municipality):
            link_own(user=user, issuer=known.issuer, directory=known.directory, subject=known.subject)
    except NotTheirs as error:
        raise Refused("not_theirs") from error
    update_session_auth_hash(request, user)
    flash.success(request, _("Your work account is linked. From now on you can sign in with it."))
    return redirect(OWN)


def _me(request: HttpRequest) -> User:
    return cast("User", request.user)  # `proven` let nobody else in


def _of_theirs(request: HttpRequest, slug: str) -> Municipality:
    found = [municipality for municipality in queries.municipalities_of(_me(request)) if municipality.slug == slug]
    if not found:
        raise Http404("no role there")
    return found[0]


def _place(user: User, municipality: Municipality) -> Place:
    with tenant.use(municipality):
        return Place(municipality, queries.work_provider(), queries.work_account(user.pk))
