"""Who may enter a view: declared on the view itself, enforced here, checked at start, walked by a test.

A view says one of @public, @account, @staff(rule) or @link(purpose); a system check fails on one that
says nothing. Somebody of another municipality hears that the page does not exist (404).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from portal.accounts.queries import roles_anywhere, standing
from portal.accounts.rules import Rule, needs_factor
from portal.audit.actor import Actor, acting, become
from portal.web import doors, links, typed
from portal.web.origin import client_address
from portal.web.refusals import NOT_THERE, REFUSED, keep_refusal

if TYPE_CHECKING:
    from portal.accounts.models import User
    from portal.municipalities.models import Municipality

Response = TypeVar("Response", bound=HttpResponseBase)
READ_OR_POST = ("GET", "HEAD", "POST")
# Of what holds nothing of anybody, and never changes at its address.
FOREVER = "public, max-age=31536000, immutable"
# In a session: who gave a second factor in it.
FACTOR = "factor"
FORBIDDEN = 403
View = TypeVar("View", bound=Callable[..., HttpResponseBase])


class PortalRequest(HttpRequest):
    """A request as views see it: the municipality of the address, the user and their roles, the parent's link."""

    municipality: Municipality
    roles: frozenset[str]
    elsewhere: bool
    user_id: int
    link: links.Link


@dataclass(frozen=True)
class Access:
    """What a view declares: a kind (public, account, staff, link, service) and, for staff, the rule."""

    kind: str
    rule: Rule | None = None
    purpose: str = ""


def _declare(view: View, access: Access, enter: Callable[..., HttpResponseBase]) -> View:
    wrapper = wraps(view)(enter)
    wrapper.access = access  # type: ignore[attr-defined]
    return cast("View", wrapper)


def public(view: View) -> View:
    """Open to everyone, without knowing who they are."""

    def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    return _declare(view, Access("public"), enter)


def account(view: View) -> View:
    """Pages on the way in, the one that sets up a second factor among them: never cached."""

    def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return _private(view(request, *args, **kwargs))

    return _declare(view, Access("account"), enter)


def own_account(view: View) -> View:
    """For who is signed in, about their own account outside a municipality: never cached."""

    def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return _private(_refuse_owner(request) or view(request, *args, **kwargs))

    return _declare(view, Access("account"), enter)


def _refuse_owner(request: HttpRequest) -> HttpResponseBase | None:
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    return _refuse_shut_door(request) or _refuse_without_factor(request, roles_anywhere(request.user.pk))


def _refuse_shut_door(request: HttpRequest) -> HttpResponseBase | None:
    """Who came in by a work account that is unlinked, or used no more, signs in again."""
    if not doors.shut(request):
        return None
    logout(request)
    return redirect_to_login(request.get_full_path())


def _refuse_other_door(request: PortalRequest) -> HttpResponseBase | None:
    """The work account of one municipality opens no other one."""
    if doors.here(request, request.municipality.pk):
        return _refuse_shut_door(request)
    keep_refusal(request, request.municipality)
    request.roles = frozenset()
    return render(request, "web/other_door.html", status=FORBIDDEN)


def _refuse_without_factor(request: HttpRequest, roles: frozenset[str]) -> HttpResponseBase | None:
    """The one place that keeps who must give a second factor, and has not, on the page that sets one up."""
    return redirect("mfa_index") if factor_missing(request, roles) else None


def factor_missing(request: HttpRequest, roles: frozenset[str]) -> bool:
    """Whether somebody with these roles must give a second factor and has not. No query."""
    asked = settings.SECOND_FACTOR and needs_factor(roles)
    return asked and not (factor_given(request) or doors.gave_factor(request, request.user.pk))


def factor_given(request: HttpRequest) -> bool:
    """Whether this session knows that its own user gave a second factor. No query."""
    return bool(request.session.get(FACTOR) == request.user.pk)


def remember_factor(request: HttpRequest, user: User) -> None:
    """Let this session know that its user gave a second factor."""
    request.session[FACTOR] = user.pk


def forget_factor(request: HttpRequest) -> None:
    """Let this session know of no second factor any more: the last one was taken away."""
    request.session.pop(FACTOR, None)


def service(view: View) -> View:
    """For machines: health, one-click unsubscribe, provider callbacks; the view checks its own token."""

    def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    return _declare(view, Access("service"), enter)


def staff(rule: Rule) -> Callable[[View], View]:
    """For members of the municipality in the address whose roles satisfy the rule."""

    def decorate(view: View) -> View:
        def enter(request: PortalRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            try:
                refused = _refuse_staff(request, rule)
                return _private(refused or view(request, *args, **kwargs))
            except (PermissionDenied, Http404) as why:
                _keep_why(request, why)
                raise

        return _declare(view, Access("staff", rule=rule), enter)

    return decorate


def _refuse_staff(request: PortalRequest, rule: Rule) -> HttpResponseBase | None:
    if not request.user.is_authenticated:
        kept = request.method == "POST" and typed.keep(request)
        return redirect_to_login(reverse("account_once_more") if kept else request.get_full_path())
    request.user_id = request.user.pk
    found = standing(request.user_id, request.municipality.pk)
    request.roles, request.elsewhere = found.roles, found.elsewhere
    if not request.roles:
        raise Http404("not a member here")
    refused = _refuse_other_door(request) or _refuse_without_factor(request, request.roles)
    if refused is None and not rule(request.roles):
        raise PermissionDenied
    return refused


def _keep_why(request: PortalRequest, why: Exception) -> None:
    """The log shows what members of any municipality may not; who has no role anywhere cannot write in it."""
    if request.roles:
        keep_refusal(request, request.municipality, result=NOT_THERE if isinstance(why, Http404) else REFUSED)
    elif request.elsewhere:
        keep_refusal(request, request.municipality, notes=("elsewhere",))


def link(purpose: str) -> Callable[[View], View]:
    """For whoever holds a signed link of this purpose; it arrives as `token` in the address."""

    def decorate(view: View) -> View:
        def enter(request: PortalRequest, token: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            found = links.read(purpose, token)
            if found is None:
                return _private(links.refused_page(request, purpose))
            request.link = found
            become(Actor("parent", origin=client_address(request), sees=request.method != "HEAD"))
            # The site's own policy (same-origin) keeps the address from other sites; "no-referrer" would make
            # browsers send the form with `Origin: null`, which the check against forged forms refuses.
            return _private(view(request, *args, **kwargs))

        return _declare(view, Access("link", purpose=purpose), enter)

    return decorate


def _private(response: Response) -> Response:
    add_never_cache_headers(response)
    response["Cache-Control"] = "no-store, private"
    return response


class Acting:
    """Says who is acting during this request, for the audit."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with acting(Actor("nobody", origin=client_address(request))):
            response = self.get_response(request)
        # Whatever somebody sees while signed in is for their eyes: public and error pages too.
        if response.get("Cache-Control") == FOREVER:
            return response
        return _private(response) if request.session.get("_auth_user_id") else response

    def process_view(self, request: HttpRequest, *_: Any) -> None:
        become(self._actor(request))

    def _actor(self, request: HttpRequest) -> Actor:
        # Nobody is asked for who never signed in: that would cost public pages a query.
        known = "_auth_user_id" in request.session and request.user.is_authenticated
        return Actor(
            "user" if known else "nobody",
            id=request.user.pk if known else None,
            origin=client_address(request),
            sees=request.method != "HEAD",
        )
