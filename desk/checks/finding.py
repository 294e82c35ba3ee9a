"""What a check found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend before a story is published.

    `code` names the check, for scripts; `place` is a field's name or `photo:ID`; `message` is one sentence that says
    what to do. A story with a finding that `blocks` should not be published.
    """

    code: str
    blocks: bool
    place: str
    message: str
