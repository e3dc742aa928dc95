"""Sign-in and password: allauth's views, each declared, counted and in our own words."""

from __future__ import annotations

from typing import Any

from allauth.account import views
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from portal.web.access import account, own_account
from portal.web.doors import forget_door
from portal.web.errors import too_many
from portal.web.limits import allow, steady

sign_out = account(views.logout)
inactive = account(views.account_inactive)
ask_password = account(steady(views.password_reset, times=2))
ask_password_done = account(views.password_reset_done)
new_password = account(views.password_reset_from_key)
new_password_done = account(views.password_reset_from_key_done)


@account
def sign_in(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    """By address and password: the portal's own door, whatever this browser tried before."""
    if request.method == "POST" and not request.user.is_authenticated:
        forget_door(request)
    answer: HttpResponseBase = views.login(request, *args, **kwargs)
    return answer


@own_account
def change_password(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    """Change the password; the one of now may be guessed as seldom as at sign-in."""
    user = request.user
    if user.is_authenticated and not user.has_usable_password():
        return redirect("account_reset_password")
    if request.method == "POST" and user.is_authenticated and not allow(f"change:{user.pk}", per_hour=10, per_day=30):
        return too_many(request)
    answer: HttpResponseBase = views.password_change(request, *args, **kwargs)
    return answer
