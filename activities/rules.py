"""Who may, in this storey: composed by name from the roles of the ground."""

from __future__ import annotations

from portal.accounts.rules import cjg, policy_officer

sees_sessions = cjg | policy_officer
runs_sessions = cjg | policy_officer
sees_names = cjg
logs_attendance = cjg
