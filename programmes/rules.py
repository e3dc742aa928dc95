"""Who may, in this storey: composed by name from the roles of the ground."""

from __future__ import annotations

from portal.accounts.rules import cjg, policy_officer

sees_programmes = policy_officer | cjg
steers_programmes = policy_officer
