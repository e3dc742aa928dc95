"""PostgreSQL for many municipalities: each statement carries the one it works for."""
