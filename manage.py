#!/usr/bin/env python
from __future__ import annotations

import os
import sys

# Only these may work as the owner of the tables, who is not stopped by row level security.
OWNER_COMMANDS = {
    "migrate",
    "createcachetable",
    "load_municipalities",
    "load_neighbourhoods",
    "demo_data",
    "scrub_copy",
}

# These read one file or text and touch no data: they work without any setting.
NO_DATA_COMMANDS = {"inspect_sheet", "tone", "privacy_register"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    if len(sys.argv) > 1 and sys.argv[1] in NO_DATA_COMMANDS:
        os.environ.setdefault("PORTAL_ENV", "development")
    if len(sys.argv) > 1 and sys.argv[1] in OWNER_COMMANDS:
        os.environ["PORTAL_OWNER_COMMAND"] = "1"
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
