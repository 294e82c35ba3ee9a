"""Made-up stories of any length for the benches, the same in every run and no paragraph like another.

`mixed_story` holds every kind of Markdown, a third of it in Sorani; `news_story` is prose as newsrooms file it. A
`Filed` is such a story as a file with its photo beside it, ready to be imported.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ENGLISH = "water ministers of two countries met in the city on Tuesday and agreed to share daily figures of flow"
SORANI = "وەزیرانی ئاوی هەردوو وڵات لە شاری هەولێر کۆبوونەوە و ڕێککەوتن لەسەر پێدانی ژمارەی ڕۆژانەی ئاو"
MARKED = ("*{}*", "**{}**", "[{}](https://example.org/story)", "[{}][dam]", "`{}`", "{}[^1]")
PLAINLY_MARKED = MARKED[:3]
WORDS = {"en": ENGLISH, "ckb": SORANI}
PHOTO = Path(__file__).resolve().parents[2] / "resources" / "samples" / "border-dam-talks-1.jpg"
FRONT = "---\nheadline: {headline}\nlanguage: {language}\nlead: {photo}\n---\n\n"


def sentence(rnd: random.Random, words: str, marked: bool, marks: tuple[str, ...] = MARKED) -> str:
    """Eight to twenty-four words; one of them emphasised, linked or noted where `marked`."""
    chosen = rnd.choices(words.split(), k=rnd.randint(8, 24))
    if marked:
        place = rnd.randrange(len(chosen))
        chosen[place] = rnd.choice(marks).format(chosen[place])
    return " ".join(chosen).capitalize() + "."


def mixed_block(rnd: random.Random) -> str:
    """A paragraph, heading, list, quote or table, in English or Sorani."""
    words = SORANI if rnd.random() < 0.33 else ENGLISH
    kind, marked = rnd.random(), rnd.random() < 0.5
    lines = [sentence(rnd, words, marked and n == 0) for n in range(rnd.randint(2, 5))]
    if kind < 0.04:
        return f"## {lines[0]}"
    if kind < 0.08:
        return "\n".join(f"- {line}" for line in lines)
    if kind < 0.11:
        return "\n".join(f"> {line}" for line in lines)
    if kind < 0.12:
        return "| place | flow |\n|---|---|\n" + "\n".join(f"| {line} | {rnd.randint(1, 999)} |" for line in lines)
    return " ".join(lines)


def mixed_story(size: int, seed: int = 1) -> str:
    """A body of about `size` characters with every kind of block."""
    rnd = random.Random(seed)
    blocks = list(_up_to(size, lambda: mixed_block(rnd)))
    return "\n\n".join([*blocks, "[dam]: https://example.org/dam", "[^1]: A note on the dam."])


def news_story(size: int, language: str = "en", seed: int = 1) -> str:
    """A body of about `size` characters: short paragraphs, now and then a heading, a list or a quote.

    It begins and ends with a plain paragraph, so that there is one to type in at every place.
    """
    rnd, words = random.Random(seed), WORDS[language]
    blocks = list(_up_to(size, lambda: _news_block(rnd, words)))
    return "\n\n".join([_paragraph(rnd, words), *blocks, _paragraph(rnd, words)])


def ends_of_paragraphs(body: str) -> list[int]:
    """Code points at which plain paragraphs end: where a writer would go on."""
    ends, at = [], 0
    for block in body.split("\n\n"):
        at += len(block)
        if block and block[0] not in "#->|[!":
            ends.append(at)
        at += 2
    return ends


def _news_block(rnd: random.Random, words: str) -> str:
    kind = rnd.random()
    if kind < 0.06:
        return f"## {sentence(rnd, words, False)[:60].strip(' .')}"
    if kind < 0.10:
        return "\n".join(f"- {sentence(rnd, words, False)}" for _ in range(rnd.randint(2, 4)))
    if kind < 0.14:
        return f"> {sentence(rnd, words, False)}"
    return _paragraph(rnd, words)


def _paragraph(rnd: random.Random, words: str) -> str:
    marked = rnd.random() < 0.4
    lines = [sentence(rnd, words, marked and n == 0, PLAINLY_MARKED) for n in range(rnd.randint(2, 4))]
    return " ".join(lines)


def _up_to(size: int, block: Callable[[], str]) -> Iterator[str]:
    length = 0
    while length < size:
        made = block()
        length += len(made) + 2
        yield made


@dataclass(frozen=True, slots=True)
class Filed:
    """A story as it is to be imported: its headline, which no other has, its language and its body."""

    headline: str
    language: str
    body: str

    def write(self, folder: Path) -> Path:
        """Write it as Markdown with its lead photo beside it; the file's path."""
        shutil.copy(PHOTO, folder)
        file = folder / f"{self.headline.replace(' ', '-')}.md"
        front = FRONT.format(headline=self.headline, language=self.language, photo=PHOTO.name)
        file.write_text(front + self.body, encoding="utf-8")
        return file
