"""The sample photographs: all there, small enough, carrying their words, and what the brushes still draw."""

from __future__ import annotations

import importlib
import re
from io import BytesIO
from pathlib import Path
from types import ModuleType

import pytest
from PIL import Image, ImageChops, ImageStat

from desk.photos.reading import origin_of, read_photo
from desk.photos.words import of_photo
from tests.builders import MEDIA

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "samples"
NAMES = sorted(file.stem for file in FOLDER.glob("*.jpg"))


@pytest.fixture
def samples(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    return importlib.import_module("samples")


def test_the_photographs_are_those_that_the_stories_name(samples: ModuleType) -> None:
    stories = "".join(file.read_text("utf-8") for file in FOLDER.glob("*.md"))
    assert sorted(sample.name for sample in samples.SAMPLES) == NAMES
    assert set(NAMES) == {Path(name).stem for name in re.findall(r"[\w-]+\.jpg", stories)}


@pytest.mark.parametrize("name", NAMES)
def test_a_photograph_is_of_a_press_photo_s_size_and_light(name: str) -> None:
    data = (FOLDER / f"{name}.jpg").read_bytes()
    photo = read_photo(data, name, MEDIA)
    assert (photo.kind, photo.width, photo.height) == ("image/jpeg", 2400, 1600)
    assert len(data) < 420_000
    assert not origin_of(data).position


@pytest.mark.parametrize("name", NAMES)
def test_a_photograph_carries_its_words(samples: ModuleType, name: str) -> None:
    words = next(sample.words for sample in samples.SAMPLES if sample.name == name)
    data = (FOLDER / f"{name}.jpg").read_bytes()
    assert of_photo(read_photo(data, name, MEDIA)) == words
    assert words.caption.endswith(".")
    assert words.alt not in ("", words.caption)


def test_the_words_stand_in_iim_too(samples: ModuleType) -> None:
    data = (FOLDER / "marsh-water-returns-1.jpg").read_bytes()
    blind = data.replace(b"http://ns.adobe.com/xap/1.0/\0", b"http://ns.example.com/xp/1.0/\0")
    words = next(sample.words for sample in samples.SAMPLES if sample.name == "marsh-water-returns-1")
    photo = read_photo(blind, "a.jpg", MEDIA)
    assert (photo.caption, photo.headline, photo.keywords) == (words.caption, words.headline, words.keywords)
    assert photo.alt == ""


@pytest.mark.parametrize("name", NAMES)
def test_the_brushes_still_draw_the_photograph_that_is_there(samples: ModuleType, name: str) -> None:
    """Seen from afar, since grain and detail are another at another size."""
    draw = next(sample.draw for sample in samples.SAMPLES if sample.name == name)
    drawn = draw((480, 320)).resize((24, 16), Image.Resampling.BOX)
    with Image.open(FOLDER / f"{name}.jpg") as photograph:
        there = photograph.convert("RGB").resize((24, 16), Image.Resampling.BOX)
    assert max(ImageStat.Stat(ImageChops.difference(drawn, there)).mean) < 12


def test_a_scene_is_the_same_each_time(samples: ModuleType) -> None:
    draw = samples.SAMPLES[-1].draw
    assert draw((240, 160)).tobytes() == draw((240, 160)).tobytes()


def test_a_photograph_stays_within_its_size_by_its_quality(samples: ModuleType) -> None:
    noise = Image.effect_noise((900, 600), 60).convert("RGB")
    words = samples.SAMPLES[0].words
    best, tight = samples.photograph(noise, words), samples.photograph(noise, words, 260_000)
    assert len(tight) < len(best)
    assert of_photo(read_photo(tight, "a.jpg", MEDIA)) == words
    with Image.open(BytesIO(tight)) as image:
        assert image.size == (900, 600)


def test_an_unknown_name_draws_nothing(samples: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert samples.main(["no-such-story"]) == 2
    assert capsys.readouterr().err == "No sample is called no-such-story.\n"
