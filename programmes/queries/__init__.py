from __future__ import annotations

from programmes.queries.programmes import next_sessions, programme, programmes, reach_of, running, sessions_of

__all__ = ["next_sessions", "programme", "programmes", "reach_of", "running", "sessions_of"]
