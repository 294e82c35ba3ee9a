"""The same article is the same bytes in every format: in another folder, at another time, in another run of Python."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from desk.article.model import Article
from desk.article.past import Past
from desk.formats import FORMATS, export
from tests.builders import articles
from tests.formats.stories import ENGLISH, ROOT, SHELF, SORANI, WHEN, options

WRITERS = [one.name for one in FORMATS.values() if one.write]
PAST = tuple(
    Past(number, WHEN + timedelta(hours=number), "Shilan", "save", "", 3, "Text", replace(ENGLISH, body=f"{number}.\n"))
    for number in range(1, 4)
)


def written(article: Article, form: str, out: Path) -> dict[str, str]:
    """The files of an export by their place in its folder, each by its hash."""
    past = PAST if article.id == ENGLISH.id else ()
    export(article, form, out, SHELF, options(base_url="https://news.example", past=lambda _id: past))
    files = (path for path in sorted(out.rglob("*")) if path.is_file())
    return {path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("article", [ENGLISH, SORANI], ids=["en", "ckb"])
def test_at_another_time_it_is_the_same(
    article: Article, form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = written(article, form, tmp_path / "one")
    later = time.time() + 400 * 24 * 3600
    monkeypatch.setattr(time, "time", lambda: later)
    monkeypatch.setattr(time, "localtime", lambda _at=0.0, _real=time.localtime: _real(later))

    assert first
    assert written(article, form, tmp_path / "two") == first
    assert written(article, form, tmp_path / "two") == first, "written over itself, too"


_SCRIPT = """
import sys
from pathlib import Path
from tests.formats.stories import ENGLISH
from tests.formats.test_same_bytes import WRITERS, written
for form in WRITERS:
    print(form, sorted(written(ENGLISH, form, Path(sys.argv[1]) / form).items()))
"""


def test_in_another_run_of_python_it_is_the_same(tmp_path: Path) -> None:
    """Sets of words come in another order there."""
    said = []
    for seed in ("1", "2"):
        command = [sys.executable, "-c", _SCRIPT, str(tmp_path / seed)]
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Baghdad" if seed == "1" else "America/New_York"}
        said.append(subprocess.run(command, cwd=ROOT, env=env, capture_output=True, check=True).stdout)
    assert said[0]
    assert said[0] == said[1]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(article=articles())
def test_whatever_it_says_it_is_the_same(article: Article, tmp_path_factory: pytest.TempPathFactory) -> None:
    bare = replace(article, photos=tuple(replace(one, media="", with_origin=False) for one in article.photos))
    out = tmp_path_factory.mktemp("out")
    for form in ("json", "markdown", "story", "fragment", "text"):
        assert written(bare, form, out / f"{form}-1") == written(bare, form, out / f"{form}-2")
