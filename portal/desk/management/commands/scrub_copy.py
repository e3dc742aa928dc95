from __future__ import annotations

import os
from typing import Any

import psycopg2
from django.core.management.base import BaseCommand, CommandError

from portal.desk.domain.scrub import Forgotten, Refused, scrub

SOURCE, TARGET = "DATABASE_OWNER_URL", "SCRUB_TO_URL"


class Command(BaseCommand):
    """Real data for development and tests, without anybody real in it."""

    help = f"Fill the empty, migrated database of {TARGET} from that of {SOURCE}, with every person made up."

    def handle(self, *_args: Any, **_options: Any) -> None:
        try:
            found = scrub(os.environ[SOURCE], os.environ[TARGET])
        except KeyError as error:
            raise CommandError(f"{error.args[0]} is missing.") from None
        except Forgotten as error:
            raise CommandError(f"Nobody said what becomes of {error} in such a copy; say it in a MadeUp.") from None
        except Refused as error:
            raise CommandError(str(error)) from None
        except psycopg2.Error as error:
            raise CommandError(f"Nothing was copied: {type(error).__name__}.") from None
        for table, number in found.items():
            if number:
                self.stdout.write(f"{table}: {number}")
