"""The process that spells for the window: a line of JSON in, a line of JSON out, until nobody speaks any more.

It is a process and no thread, for reading a dictionary and guessing what was meant would hold Python for hundreds of
milliseconds, in which no key would be answered. It ends with its input, and so with the window, however that ended.

- `{"do": "setup", "files": {"en": [AFF, DIC]}, "known": [WORD …]}`: no answer; what was open is forgotten
- `{"do": "know", "known": [WORD …]}`: no answer
- `{"do": "check", "id": 1, "text": TEXT, "tag": TAG}`: `{"id": 1, "wrong": [[START, END, WORD, TAG] …]}`
- `{"do": "suggest", "id": 2, "word": WORD, "tag": TAG}`: `{"id": 2, "words": [WORD …]}`

An answer says under `troubles` which dictionaries turned out to be broken, a sentence each.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from desk.checks.spelling_engine import Speller

OPTION = "--spelling-worker"
"""What makes the bundled program this process."""


def command() -> list[str]:
    """How the process is started."""
    if getattr(sys, "frozen", False):
        return [sys.executable, OPTION]
    return [sys.executable, "-m", "desk.checks.spelling_worker"]


def answers(lines: Iterable[bytes]) -> Iterator[dict[str, object]]:
    """What is answered to what is asked, line by line."""
    speller = Speller({})
    for line in lines:
        asked: dict[str, Any] = json.loads(line)
        if asked["do"] == "setup":
            files = {tag: (Path(aff), Path(dic)) for tag, (aff, dic) in asked["files"].items()}
            speller = Speller(files, asked["known"])
        elif asked["do"] == "know":
            speller.know(asked["known"])
        else:
            yield _answer(speller, asked)


def _answer(speller: Speller, asked: dict[str, Any]) -> dict[str, object]:
    answer: dict[str, object] = {"id": asked["id"]}
    if asked["do"] == "check":
        wrong = speller.misspelt(asked["text"], asked["tag"])
        answer["wrong"] = [[word.start, word.end, word.text, word.tag] for word in wrong]
    else:
        answer["words"] = speller.suggestions(asked["word"], asked["tag"])
    if speller.troubles:
        answer["troubles"] = speller.troubles
        speller.troubles = []
    return answer


def main(incoming: IO[bytes] | None = None, outgoing: IO[bytes] | None = None) -> int:
    """Answer until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever interrupts means the window, which closes the input
    asked = incoming or os.fdopen(0, "rb", closefd=False)
    told = outgoing or os.fdopen(1, "wb", closefd=False)
    try:
        for answer in answers(asked):
            told.write(json.dumps(answer).encode() + b"\n")
            told.flush()
    except BrokenPipeError:
        return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
