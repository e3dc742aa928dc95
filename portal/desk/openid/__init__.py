"""Signing in with the account of one's work: OpenID Connect, code flow, decision 0011."""
