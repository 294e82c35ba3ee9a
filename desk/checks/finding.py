"""What a check found: where, why, what would mend it, and by what name a person may have it passed over."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from hashlib import blake2b

from desk.article.changes import Change

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Fix:
    """What mends a finding by one key: `label` says what it does, `puts` the words that it leaves in their place.

    The `change` fits the article that was checked, and no other: check again before it is applied to a later one.
    """

    label: str
    change: Change
    puts: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend before a story is published.

    `code` names the check, for scripts and for “ignore always”; `place` is a field's name or `photo:ID`, and `field`
    the photo's own field where it is about one; `message` is one sentence that says what to do. `span` is where it is,
    first to last code point of that field, for what is written. `about` is the words that it is about. A story with a
    finding that `blocks` should not be published.
    """

    code: str
    blocks: bool
    place: str
    message: str
    span: Span | None = None
    fix: Fix | None = None
    field: str = ""
    about: str = ""

    @property
    def key(self) -> str:
        """What “ignore here” remembers: the same for the same words in the same place, wherever they move in it."""
        named = "\0".join((self.code, self.place, self.field, self.about))
        return f"{self.code}:{blake2b(named.encode(errors='replace'), digest_size=6).hexdigest()}"


def heeded(findings: Iterable[Finding], ignored: Collection[str]) -> tuple[Finding, ...]:
    """The findings that are not passed over. `ignored` holds keys (“ignore here”) and codes (“ignore always”)."""
    return tuple(one for one in findings if one.key not in ignored and one.code not in ignored)


def parted(
    findings: Iterable[Finding], here: Collection[str], always: Collection[str]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The findings that stand, and those that are passed over.

    `here` holds the keys that the story has passed over, `always` the codes that its library has. What blocks is never
    passed over by its code alone: it may be wrong in one place, not everywhere.
    """
    standing: list[Finding] = []
    over: list[Finding] = []
    for one in findings:
        passed = one.key in here or (one.code in always and not one.blocks)
        (over if passed else standing).append(one)
    return tuple(standing), tuple(over)


def as_record(finding: Finding) -> dict[str, object]:
    """A finding as JSON-ready data; of its fix only what it is called and what it would put."""
    fix = finding.fix
    return {
        "code": finding.code,
        "blocks": finding.blocks,
        "place": finding.place,
        "message": finding.message,
        "field": finding.field,
        "span": None if finding.span is None else list(finding.span),
        "key": finding.key,
        "fix": None if fix is None else {"label": fix.label, "puts": fix.puts},
    }
