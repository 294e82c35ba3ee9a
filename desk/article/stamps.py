"""What articles are stamped with: an ID of their own, and the moment."""

from __future__ import annotations

import os
from datetime import UTC, datetime


def new_id() -> str:
    """Sixteen hexadecimal digits: short enough to type a prefix of, long enough never to meet twice."""
    return os.urandom(8).hex()


def now() -> datetime:
    """This moment in UTC, to the second: what articles, versions and exports are stamped with."""
    return datetime.now(UTC).replace(microsecond=0)
