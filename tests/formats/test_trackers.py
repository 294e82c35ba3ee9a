"""Addresses lose what follows their readers about, and nothing else."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.formats.trackers import without_trackers


@pytest.mark.parametrize(
    ("address", "clean"),
    [
        ("https://a.example/p?utm_source=x&utm_medium=y", "https://a.example/p"),
        ("https://a.example/p?id=3&fbclid=IwAR0&page=2#part", "https://a.example/p?id=3&page=2#part"),
        ("https://a.example/p?UTM_Source=x&id=3", "https://a.example/p?id=3"),
        ("https://a.example/?mc_cid=1&mc_eid=2&gclid=3&igshid=4&msclkid=5", "https://a.example/"),
        ("https://www.bbc.com/news/1?at_medium=RSS&at_campaign=KARANGA", "https://www.bbc.com/news/1"),
        ("https://a.example/p#xtor=RSS-1", "https://a.example/p"),
        ("https://www.theguardian.com/world/x?CMP=share_btn_url", "https://www.theguardian.com/world/x"),
        ("https://youtu.be/dQw4w9WgXcQ?si=AbC&t=30", "https://youtu.be/dQw4w9WgXcQ?t=30"),
        ("https://x.com/desk/status/1?s=20&t=AbC", "https://x.com/desk/status/1"),
        (
            "https://www.google.com/url?q=https://www.un.org/en/?a%3D1&sa=D&source=editors&ust=17&usg=AOvVaw",
            "https://www.un.org/en/?a=1",
        ),
        ("https://www.google.iq/url?sa=t&url=https%3A%2F%2Fa.example%2Fp%3Futm_source%3Dx", "https://a.example/p"),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fa.example%2Fp%3Ffbclid%3Dz&h=AT1", "https://a.example/p"),
        (
            "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.example%2F&data=05",
            "https://a.example/",
        ),
        ("https://www.google.com/amp/s/a.example/story.amp", "https://a.example/story.amp"),
    ],
)
def test_trackers_go(address: str, clean: str) -> None:
    assert without_trackers(address) == clean


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example/p?source=archive&t=30&si=7&ref=12",
        "https://a.example/?q=a&&b=",
        "https://a.example/?",
        "https://a.example/p#section=2&x",
        "https://www.google.com/search?q=https://a.example",
        "https://www.google.com/url?q=javascript:alert(1)",
        "https://ar.example/أخبار?عام=٢٠٢٦",
        "mailto:desk@a.example?subject=utm_source",
        "tel:+9647500000000",
        "https://[bad",
        "",
    ],
)
def test_other_addresses_stay_as_they_are(address: str) -> None:
    assert without_trackers(address) == address


@given(st.integers(0, 9))
def test_detours_through_detours_come_to_an_end(turns: int) -> None:
    address = "https://a.example/p?utm_id=1"
    for _ in range(turns):
        address = f"https://www.google.com/url?q={quote(address, safe='')}"
    clean = without_trackers(address)
    assert clean == "https://a.example/p" if turns <= 5 else clean.startswith("https://www.google.com/url?q=")


@given(st.text(st.sampled_from("https:/.?&=#%[]utm_gclidq google.com"), max_size=60))
def test_any_text_is_an_address_or_left_alone(text: str) -> None:
    assert without_trackers(without_trackers(text)) == without_trackers(text)
