"""Benchmarks: each module prints one JSON object per line; `make bench` gives them what they need."""
