"""Addresses as they are typed."""

from __future__ import annotations

import pytest

from desk.article.addresses import address_of


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (" https://example.org/a?b=c#d ", "https://example.org/a?b=c#d"),
        ("example.org", "https://example.org"),
        ("www.example.org/water", "https://www.example.org/water"),
        ("سایت.example.org", "https://سایت.example.org"),
        ("me@example.org", "mailto:me@example.org"),
        ("tel:+964750", "tel:+964750"),
        ("/water#talks", "/water#talks"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("example.org/x y", None),
        ("words", None),
        ("https://", None),
        ("", None),
    ],
)
def test_what_is_typed_is_an_address_or_none(typed: str, meant: str | None) -> None:
    assert address_of(typed) == meant
