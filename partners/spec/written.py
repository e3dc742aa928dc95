from __future__ import annotations

import re

# What a mail program makes a link of, or a reader; not every point: "J.Jansen" is somebody.
LINK = re.compile(r"(?i:://|www\.|hxxp)|@|\w\w[\w-]*[.\u3002\uff0e\uff61][^\W\d_]{2}|\.[a-z]{2,}/")


def looks_like_link(text: str) -> bool:
    """Whether a mail with this text in it would lead somebody to another site."""
    return bool(LINK.search(text))
