"""What an address answers to who may enter, where that is not plain. Reviewed by hand: each line is a promise.

Plain is: GET and HEAD 200; OPTIONS 200 or 405; an empty POST 200 (the form again) or 405, so it does nothing.
Refusals are never listed: they follow from the view's own declaration (see matrix.py).

    "activities:cancel": {"POST": "302"},              an empty POST acts, and goes on to another page
    "some:page": {"GET signed_in": "302"},             keys: METHOD, METHOD signed_in|anonymous, METHOD role
"""

from __future__ import annotations

from collections.abc import Mapping

ONLY_POST = {"GET": "405", "HEAD": "405", "OPTIONS": "405", "POST": "302"}
ONLY_GET = {"HEAD": "405", "OPTIONS": "405", "POST": "405"}
NOT_PARTNER = ("policy_officer", "cjg", "administrator", "privacy_officer")
NOT_THEIRS = ("policy_officer", "privacy_officer")
METHODS = ("GET", "HEAD", "OPTIONS", "POST")


def of_oneself(*, only: str = "") -> Mapping[str, str]:
    """A page about one's own account; with `only`, for who has what that staff member has."""
    sent_to_sign_in = {f"{method} anonymous": "302" for method in METHODS}
    others = [role for role in ("policy_officer", "cjg", "partner", "administrator", "privacy_officer") if role != only]
    nothing = {"GET": "404", "HEAD": "404", "OPTIONS": "200 404", "POST": "404 405"} if only else {}
    nothing_there = {f"{method} {role}": told for method, told in nothing.items() for role in others}
    return {**sent_to_sign_in, **nothing_there}


NOT_KEEPING = ("partner", "administrator", "privacy_officer")
NOT_SAVED = (*NOT_KEEPING, "policy_officer")
READS = ("GET", "HEAD", "POST")

EXPECTED: Mapping[str, Mapping[str, str]] = {
    "account_login": {"GET signed_in": "302", "HEAD signed_in": "302", "POST signed_in": "302", "OPTIONS": "200 302"},
    "account_logout": {"GET anonymous": "302", "HEAD anonymous": "302", "POST": "302"},
    "account_change_password": of_oneself(),
    "account_reauthenticate": of_oneself(),
    # Only CJG staff of the test's towns have an app, recovery codes and a passkey.
    "mfa_index": of_oneself(),
    "account_once_more": {**of_oneself(), "GET signed_in": "302", "HEAD signed_in": "302"},
    "mfa_activate_totp": {**of_oneself(), **{f"{method} cjg": "302" for method in METHODS}},
    "mfa_deactivate_totp": {**of_oneself(only="cjg"), "POST cjg": "302"},
    "mfa_view_recovery_codes": of_oneself(only="cjg"),
    "mfa_generate_recovery_codes": {**of_oneself(), "POST cjg": "302"},
    "mfa_add_webauthn": of_oneself(),
    "mfa_edit_webauthn": of_oneself(only="cjg"),
    "mfa_remove_webauthn": {**of_oneself(only="cjg"), "POST cjg": "302"},
    # Between the password and the code only; else back to where one begins.
    "mfa_authenticate": dict.fromkeys(METHODS, "302"),
    "mfa_login_webauthn": {
        "POST": "302", "GET signed_in": "302", "HEAD signed_in": "302", "OPTIONS signed_in": "302",
    },
    # Where a provider is asked none answers in the tests: back to sign-in, in words.
    "work_account": of_oneself(),
    "work_account_start": {**ONLY_GET, "GET": "302"},
    "work_account_back": {**ONLY_GET, "GET": "302"},
    "link_work_account": {**of_oneself(), **ONLY_POST},
    "unlink_work_account": {**of_oneself(), **ONLY_POST},
    "ground:test_work_provider": ONLY_POST,
    # They act on a press of their button only, and go on to the list.
    "ground:release_messages": ONLY_POST,
    "ground:check_log": ONLY_POST,
    "ground:send_again": ONLY_POST,
    "ground:give_up": ONLY_POST,
    "ground:reset_style": ONLY_POST,
    "ground:reset_text": ONLY_POST,
    "ground:end_processor": ONLY_POST,
    "ground:close_breach": ONLY_POST,
    "ground:remove_feast_day": ONLY_POST,
    "ground:invite_again": ONLY_POST,
    "ground:take_back_invitation": ONLY_POST,
    # Its form is one button, which takes the list in.
    "ground:check_areas": {"POST": "302"},
    # The file in the samples is no list: back to the page that says so.
    "partners:columns": {"GET": "302", "HEAD": "302", "POST": "302"},
    "partners:end_agreement": ONLY_POST,
    "partners:end_member": ONLY_POST,
    "partners:sign_agreement": ONLY_POST,
    "partners:remove_presence": ONLY_POST,
    "partners:remove_photo": ONLY_POST,
    "partners:publish_presence": ONLY_POST,
    # Its form is two switches, and neither needs to be on.
    "partners:allow_organisation": {"POST": "302"},
    "activities:list_letters": ONLY_POST,
    "activities:undo_list": ONLY_POST,
    "programmes:figures_letters": ONLY_POST,
    "programmes:undo_figures": ONLY_POST,
    # Each list has its own rule; this one is for who keeps organisations, the file of a long one for who asked.
    "ground:export": {f"{method} {role}": "403" for method in READS for role in NOT_KEEPING},
    "ground:saved_list": {f"{method} {role}": "404" for method in ("GET", "HEAD") for role in NOT_SAVED},
    # The first page of a municipality leads everyone on to their own.
    "ground:home": {"GET": "302", "HEAD": "302"},
    # 503 while no worker runs, as in most tests.
    "desk:health": {"GET": "200 503", "HEAD": "200 503"},
    # One press of a button: yes or no, a mail, a file to save, a removal, an address that is taken in.
    "partners:own_answer": ONLY_POST,
    "partners:own_stay": ONLY_POST,
    "partners:own_file": {**ONLY_POST, "POST": "200"},
    "partners:own_remove": {"POST": "302"},
    "partners:new_address": {"POST": "302"},
    "partners:send_own_link": ONLY_POST,
    "partners:parent_file": {**ONLY_POST, "POST": "200"},
    "partners:remove_parent": {"POST": "302"},
    "partners:remove_contact": ONLY_POST,
    "partners:merge": {"POST": "302"},
    "partners:two_people": ONLY_POST,
    "partners:undo_merge": ONLY_POST,
    # Whose promise it is keeps it or passes it on; in the towns of the test that is the partner.
    "partners:keep_promise": {**ONLY_POST, **{f"POST {role}": "404" for role in NOT_PARTNER}},
    "partners:pass_on_promise": {
        f"{method} {role}": "404" for method in ("GET", "HEAD", "POST") for role in NOT_PARTNER
    },
    # Its own starter and the administrator; colleagues of CJG see it, and do not stop it.
    "ground:job": {f"{method} {role}": "404" for method in ("GET", "HEAD") for role in NOT_THEIRS},
    "ground:stop_job": {**ONLY_POST, **{f"POST {role}": "404" for role in (*NOT_THEIRS, "cjg")}},
}  # fmt: skip
