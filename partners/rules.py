"""Who may do what with parents and organisations."""

from __future__ import annotations

from portal.accounts.rules import cjg, partner, policy_officer

see_parents = cjg
count_parents = policy_officer | cjg
import_parents = cjg
keep_organisations = policy_officer | cjg
# A partner comes to the own organisation only: the query of each page sees to that.
see_organisation = keep_organisations | partner
# For an organisation of which nobody signs in, CJG staff write down that it agreed.
sign_for_all = cjg
