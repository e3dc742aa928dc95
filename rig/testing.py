"""Pytest plugin: real services for a test run."""
