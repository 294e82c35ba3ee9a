"""Renditions of one photo of 24 megapixels beside ImageMagick's `convert`; memory and time of a hundred thumbnails.

    python -m tests.bench.photos [--json] [--times 5]

The photo is a made-up scene, 6,000 × 4,000 pixels, JPEG of quality 92, with EXIF and a colour profile. Both make the
same sizes (480 to 2,400) as JPEG and WebP of quality 82 and write them to files, by turns, so that whatever else the
machine does meets both. `convert` is asked twice: plainly, and with the hint that lets it decode a JPEG at a reduced
size. Desk's thumbnails are made by as many threads as there are cores, as they are in the window.
Needs ImageMagick: apt-get install imagemagick
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from desk.article.model import Photo
from desk.formats.house import USUAL
from desk.photos.renditions import Recipe, renditions, thumbnail
from tests.bench.figures import Figures, median, row
from tests.photos.files import exif, with_segment
from tests.photos.scenes import scene

SIZE = (6000, 4000)
QUALITY = 82
KINDS = {"image/jpeg": "jpg", "image/webp": "webp"}
PHOTOS, SIDE = 100, 320
"""How many thumbnails, and how large (pixels)."""
RATIO_GOAL, MEMORY_GOAL = 0.6, 500
"""At most so much of ImageMagick's time; at most so many MB for the hundred."""
COMMENT = 0xFE
COLUMNS = (34, 12, 12, 12)


def make_photo(file: Path) -> None:
    """The photo that both work on."""
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    block = exif({0x010F: "Maker", 0x0110: "Model", 0x0112: 1})
    scene(*SIZE).save(file, "JPEG", quality=92, exif=block, icc_profile=profile)


def by_desk(photo: Path, folder: Path) -> None:
    recipes = [Recipe(width, kind=kind, quality=QUALITY) for width in USUAL.widths for kind in KINDS]
    made = renditions(photo.read_bytes(), Photo("p1", "", width=SIZE[0], height=SIZE[1]), recipes)
    for one in made:
        (folder / f"{one.width}.{KINDS[one.kind]}").write_bytes(one.data)


def by_convert(program: str, photo: Path, folder: Path, *, hint: bool = False) -> None:
    reduced = (
        ["-define", f"jpeg:size={USUAL.widths[-1] * 5 // 4}x{USUAL.widths[-1] * 5 // 4 * SIZE[1] // SIZE[0]}"]
        if hint
        else []
    )
    command = [program, *reduced, str(photo), "-auto-orient", "-strip", "-quality", str(QUALITY)]
    for width in USUAL.widths:
        files = [part for ending in KINDS.values() for part in ("-write", str(folder / f"{width}.{ending}"))]
        command += ["(", "+clone", "-resize", f"{width}x", *files, "+delete", ")"]
    subprocess.run([*command, "null:"], check=True)


def seconds(work: Callable[[Path], None], folder: Path) -> float:
    """How long it takes until all ten files are written."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    start = time.perf_counter()
    work(folder)
    took = time.perf_counter() - start
    assert len(list(folder.iterdir())) == len(USUAL.widths) * len(KINDS), "not every file was written"
    return took


def imagemagick() -> str | None:
    """The first `convert` on the path that is ImageMagick's own, no script that stands before it."""
    for place in os.environ.get("PATH", "").split(os.pathsep):
        program = Path(place or ".") / "convert"
        if not os.access(program, os.X_OK) or program.read_bytes()[:2] == b"#!":
            continue
        told = subprocess.run([str(program), "-version"], capture_output=True, text=True, check=False)
        if "ImageMagick" in told.stdout:
            return str(program)
    return None


def compared(program: str, photo: Path, folder: Path, times: int) -> Figures:
    """Seconds of each, one after the other, and the ratios of the pairs."""
    ways: dict[str, Callable[[Path], None]] = {
        "Desk": lambda into: by_desk(photo, into),
        "convert": lambda into: by_convert(program, photo, into),
        "convert, hint": lambda into: by_convert(program, photo, into, hint=True),
    }
    took: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(times + 1):  # the first is for the machine to warm up
        for name, work in ways.items():
            took[name].append(seconds(work, folder / "out"))
    figures = {f"{name} s": median(values[1:]) for name, values in took.items()}
    for name in ("convert", "convert, hint"):
        pairs = zip(took["Desk"][1:], took[name][1:], strict=True)
        figures[f"ratio Desk : {name}"] = median([mine / theirs for mine, theirs in pairs])
    return figures


def measured_apart(work: str, photo: Path) -> tuple[float, float]:
    """Seconds and peak MB of a process of its own that does one of `APART`."""
    command = [sys.executable, "-m", "tests.bench.photos", "--apart", work, str(photo)]
    took, peak = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    return took, peak


def thumbnails(photo: Path) -> None:
    """Thumbnails of a hundred files, each of its own bytes, and each read as its turn comes."""

    def one(number: int) -> int:
        return len(thumbnail(with_segment(photo.read_bytes(), COMMENT, str(number).encode()), SIDE))

    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        assert all(pool.map(one, range(PHOTOS)))


def one_set(photo: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        by_desk(photo, Path(folder))


APART = {"thumbnails": thumbnails, "renditions": one_set}


def peak_memory() -> float:
    """MB that this process held at most."""
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    # What getrusage tells on Linux holds the parent's memory from before this program was started as well.
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:")) / 1024


def do_apart(work: str, photo: str) -> str:
    start = time.perf_counter()
    APART[work](Path(photo))
    return json.dumps((time.perf_counter() - start, peak_memory()))


def measured(program: str | None, times: int) -> Figures:
    figures: Figures = {}
    with tempfile.TemporaryDirectory() as place:
        folder, photo = Path(place), Path(place) / "photo.jpg"
        make_photo(photo)
        for work in APART:
            figures[f"{work} s"], figures[f"{work} peak MB"] = measured_apart(work, photo)
        if program:
            figures |= compared(program, photo, folder, times)
    return figures


def table(figures: Figures) -> str:
    lines = []
    if "Desk s" in figures:
        lines.append(row("5 widths, JPEG and WebP, of 24 MP", "median", "Desk ÷ it", "goal", widths=COLUMNS))
    for name in ("Desk", "convert", "convert, hint"):
        if f"{name} s" in figures:
            ratio = figures.get(f"ratio Desk : {name}")
            cells = (f"{ratio:.2f}", f"≤ {RATIO_GOAL}" if name == "convert" else "") if ratio else ()
            lines.append(row(name, f"{figures[f'{name} s']:.2f} s", *cells, widths=COLUMNS))
    lines.append(row("in a process of its own", "time", "peak", "goal", widths=COLUMNS))
    for work, name in (("thumbnails", f"{PHOTOS} thumbnails of 24 MP"), ("renditions", "one set of renditions")):
        took, peak = f"{figures[f'{work} s']:.2f} s", f"{figures[f'{work} peak MB']:.0f} MB"
        lines.append(row(name, took, peak, f"≤ {MEMORY_GOAL} MB", widths=COLUMNS))
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--apart", nargs=2, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.apart:
        print(do_apart(*asked.apart))
        return
    program = imagemagick()
    if program is None:
        print("ImageMagick’s convert is not on the path: nothing to compare with.", file=sys.stderr)
    figures = measured(program, max(1, asked.times))
    print(json.dumps(figures) if asked.json else table(figures))


if __name__ == "__main__":
    main()
