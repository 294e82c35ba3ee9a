"""A story goes from a reporter to the copy desk and back: two people, two libraries, one stick, window after window."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desk import sending
from desk.article import changes, commenting
from desk.article.changes import BodyChange, FieldChange
from desk.article.model import Article, Photo, Status, now
from desk.formats import Options
from desk.library import Library
from desk.ui.handover_form import SendDialog
from desk.ui.side_by_side import SideBySide
from desk.ui.sidebar import CHANGES
from desk.ui.window import MainWindow
from tests.journeys.hands import drop
from tests.journeys.two_desks import At, article, at, plain, said, send, stick

__all__ = ["at", "stick"]

BODY = "The talks go on in Erbil.\n\nNo date was set.\n\nMinisters will meet again."
DAM = "0123456789abcdef"
CONTROL = Qt.KeyboardModifier.ControlModifier


def leave(window: MainWindow) -> None:
    window.close()


def test_a_story_goes_to_the_copy_desk_and_comes_back(qtbot: QtBot, at: At, tmp_path: Path, stick: Path) -> None:
    with closing(Library.open(tmp_path / "Sam", "Sam")) as library:
        library.save(Article(id=DAM, headline="Ministers meet over dam", body=BODY), name="As filed")

    # the reporter sends it, and goes on with it
    sam = at("Sam", story=DAM)
    send(qtbot, sam, "Dana", "Please cut to 400 words.", stick)
    (package,) = stick.iterdir()
    assert plain(sam.windowTitle()).startswith("Ministers meet over dam – with Dana since ")
    newest = sam.workspace.library.versions(DAM)[0]
    assert (newest.kind, newest.name) == ("sent", "Sent to Dana: Please cut to 400 words.")
    assert sam.workspace.kept_as_it_is == newest
    qtbot.waitUntil(lambda: sam.workspace.library.find("")[0].holder == "Dana", timeout=20_000)
    sam.editor.page.setFocus()
    sam.editor.page.place_caret(BODY.index("go on") + len("go"))
    QTest.keyClicks(sam.editor.page, "ing")
    assert said(sam).startswith("Dana has this story since ")
    sam.workspace.apply(FieldChange("headline", article(sam).headline, "Water ministers meet over dam"), "details")
    leave(sam)

    # the copy editor opens it, reads the note, edits, comments, sends it back
    dana = at("Dana")
    drop(dana, [package])
    qtbot.waitUntil(lambda: dana.workspace.article is not None, timeout=20_000)
    qtbot.waitUntil(lambda: "says" in said(dana), timeout=20_000)
    assert said(dana) == "Sam gave you this story. Sam says: “Please cut to 400 words.”"
    assert plain(dana.windowTitle()) == "Ministers meet over dam – from Sam – Desk"
    body = article(dana).body
    dana.workspace.apply(BodyChange(body.index("go on"), "go on", "went on"), "body")
    dana.workspace.apply(BodyChange(article(dana).body.index("again"), "again", "in May"), "body")
    spot = commenting.Spot(start=0, end=9, quote="The talks")
    dana.workspace.apply(commenting.comment(article(dana), spot, "Which talks?", "Dana"), "comments")
    send(qtbot, dana, "Sam", "Two questions inside.", stick)
    assert list(stick.iterdir()) == [package], "the newer package has the place of the older, all of which it holds"
    leave(dana)

    # the reporter opens it: what only one changed is there, what both changed is shown
    sam = at("Sam", story=DAM)
    qtbot.waitUntil(lambda: sam.workspace.article is not None, timeout=20_000)
    sam.deeds.imports.take([package])
    qtbot.waitUntil(lambda: bool(sam.findChildren(SideBySide)), timeout=20_000)
    now = article(sam)
    assert now.body == BODY.replace("go on", "going on").replace("again", "in May")
    assert (now.headline, [one.text for one in now.comments]) == ("Water ministers meet over dam", ["Which talks?"])
    assert plain(sam.windowTitle()) == "Water ministers meet over dam – from Dana – Desk"
    assert said(sam) == (
        "Taken in from Dana: 1 change in the text, 1 comment; 1 version."
        " You both changed text: yours stays until you decide. Dana says: “Two questions inside.”"
    )
    (dialog,) = sam.findChildren(SideBySide)
    qtbot.waitUntil(dialog.isVisible)
    dialog.theirs.click()
    assert article(sam).body == BODY.replace("go on", "went on").replace("again", "in May")
    dialog.close()

    # and reviews what came
    assert [button.text() for button in sam.notice.buttons] == ["Compare…", "Review what came"]
    sam.notice.buttons[1].click()
    assert sam.sidebar.currentIndex() == CHANGES
    qtbot.waitUntil(lambda: sam.reviewer.is_on, timeout=20_000)
    qtbot.waitUntil(lambda: not sam.workspace.tasks.running, timeout=20_000)
    sam.workspace.save_version()
    qtbot.waitUntil(lambda: not sam.workspace.tasks.running, timeout=20_000)

    # the same package again changes nothing
    before = article(sam), sam.workspace.library.past(DAM)
    sam.deeds.imports.take([package])
    qtbot.waitUntil(lambda: "with all that came" in said(sam), timeout=20_000)
    assert (article(sam), sam.workspace.library.past(DAM)) == before


def test_what_was_typed_just_now_is_merged_with_what_comes(qtbot: QtBot, at: At, tmp_path: Path, stick: Path) -> None:
    from desk.formats import read_file

    with closing(Library.open(tmp_path / "Sam", "Sam")) as library:
        library.save(Article(id=DAM, headline="Dam talks", body=BODY))
    sam = at("Sam", story=DAM)
    send(qtbot, sam, "Dana", "", stick)
    (package,) = stick.iterdir()
    with closing(Library.open(tmp_path / "Dana", "Dana")) as library:
        read = read_file(package)
        library.take_in_story(read.article, read.past)
        library.save(replace(library.article(DAM), headline="Talks on the dam"))
        parcel = sending.send(library, library.article(DAM), "Sam", "", stick, Options(now()))
    assert parcel is not None
    sam.editor.page.setFocus()
    sam.editor.page.place_caret(0)
    QTest.keyClicks(sam.editor.page, "Late: ")
    typed = article(sam)
    sam.deeds.imports.take([parcel.path])
    qtbot.waitUntil(lambda: article(sam).headline == "Talks on the dam", timeout=20_000)
    assert article(sam).body == f"Late: {BODY}"
    qtbot.waitUntil(lambda: said(sam).startswith("Taken in from Dana: headline; 2 versions."), timeout=20_000)
    assert typed in [one.article for one in sam.workspace.library.past(DAM)], "what stood here is a version"
    assert sam.workspace.library.versions(DAM)[0].name == "With what Dana changed"
    sam.commands.action("undo").trigger()
    assert article(sam) == typed, "and one step takes it all back"


def test_one_that_comes_back_while_another_story_is_open_is_opened_with_what_clashes(
    qtbot: QtBot, at: At, tmp_path: Path, stick: Path
) -> None:
    from desk.formats import read_file

    with closing(Library.open(tmp_path / "Sam", "Sam")) as library:
        library.save(Article(id="f" * 16, headline="Snow", body="It snowed."))
        library.save(Article(id=DAM, headline="Dam talks", body=BODY, photos=(Photo("p1", "", caption="The dam."),)))
        parcel = sending.send(library, library.article(DAM), "Dana", "", stick, Options(now()))
        assert parcel is not None
        library.twins.hand_over(parcel.past)
        mine = library.article(DAM)
        library.save(replace(mine, status=Status.READY, photos=(replace(mine.photos[0], caption="The bridge."),)))
    with closing(Library.open(tmp_path / "Dana", "Dana")) as library:
        read = read_file(parcel.path)
        library.take_in_story(read.article, read.past)
        theirs = library.article(DAM)
        photos = (replace(theirs.photos[0], caption="The weir."),)
        library.save(replace(theirs, headline="Talks", status=Status.KILLED, photos=photos))
        back = sending.send(library, library.article(DAM), "Sam", "", stick, Options(now()))
        assert back is not None
    sam = at("Sam", story="f" * 16)
    qtbot.waitUntil(lambda: sam.workspace.article is not None, timeout=20_000)
    sam.deeds.imports.take([back.path])
    qtbot.waitUntil(lambda: bool(sam.findChildren(SideBySide)), timeout=20_000)
    assert (article(sam).id, article(sam).headline) == (DAM, "Talks")
    assert said(sam).startswith("Taken in from Dana: headline; 2 versions. You both changed ")
    (dialog,) = sam.findChildren(SideBySide)
    assert dialog.title.text() == "Status · 1 of 2"
    dialog.on.click()
    assert plain(dialog.title.text()) == "A photo’s caption · 2 of 2"
    dialog.both.click()
    assert article(sam).photos[0].caption == "The bridge weir."
    assert article(sam).status is Status.READY, "what nobody decided is ours"
    dialog.close()


def test_a_package_named_at_the_start_is_opened_and_binned_stories_come_back(
    qtbot: QtBot, at: At, tmp_path: Path, stick: Path
) -> None:
    with closing(Library.open(tmp_path / "Sam", "Sam")) as library:
        library.save(Article(id=DAM, headline="Dam talks", body=BODY))
        parcel = sending.send(library, library.article(DAM), "Dana", "For you.", stick, Options(now()))
    assert parcel is not None
    dana = at("Dana", files=(parcel.path,))
    qtbot.waitUntil(lambda: said(dana) == "Sam gave you this story. Sam says: “For you.”", timeout=20_000)
    assert article(dana).custody.holder == "Dana"
    assert dana.workspace.library.find("")[0].holder == ""
    dana.deeds.bin_open_story()
    qtbot.waitUntil(lambda: dana.workspace.article is None, timeout=20_000)
    qtbot.waitUntil(lambda: not dana.workspace.tasks.running, timeout=20_000)
    with closing(Library.open(tmp_path / "Sam", "Sam")) as library:
        library.twins.hand_over(parcel.past)
        library.save(replace(library.article(DAM), body=f"{BODY} Or not."))
        again = sending.send(library, library.article(DAM), "Dana", "More of it.", stick, Options(now()))
    assert again is not None
    dana.deeds.imports.take([again.path])
    qtbot.waitUntil(lambda: dana.workspace.article is not None, timeout=20_000)
    qtbot.waitUntil(lambda: said(dana).endswith("Sam says: “More of it.”"), timeout=20_000)
    assert article(dana).body == f"{BODY} Or not."
    assert [one.id for one in dana.workspace.library.find("")] == [DAM]


def test_a_stick_that_is_gone_or_full_leaves_the_story_with_its_sender(
    qtbot: QtBot, at: At, tmp_path: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Library.open(tmp_path / "Sam", "Sam")) as library:
        library.save(Article(id=DAM, headline="Dam talks", body=BODY))
    sam = at("Sam", story=DAM)
    before = article(sam), sam.workspace.library.past(DAM)
    handover = sam.deeds.copy_desk.handover

    handover.send_to("Dana", "", tmp_path / "pulled")
    qtbot.waitUntil(sam.notice.isVisible, timeout=20_000)
    assert said(sam) == f"There is no folder {tmp_path / 'pulled'}: put the stick in, or choose another folder."
    assert not (tmp_path / "pulled").exists()

    def full(_path: Path, _data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("desk.formats.staging.write_through", full)
    sam.notice.hide()
    handover.send_to("Dana", "", stick)
    qtbot.waitUntil(sam.notice.isVisible, timeout=20_000)
    assert said(sam) == f"Nothing was sent, since {stick} cannot be written to: No space left on device."
    assert list(stick.iterdir()) == []
    assert (article(sam), sam.workspace.library.past(DAM)) == before
    assert sam.windowTitle() == "Dam talks – Desk"


def test_a_story_is_taken_back_and_what_comes_is_merged_all_the_same(
    qtbot: QtBot, at: At, tmp_path: Path, stick: Path
) -> None:
    with closing(Library.open(tmp_path / "Sam", "Sam")) as library:
        library.save(Article(id=DAM, headline="Dam talks", body=BODY))
    sam = at("Sam", story=DAM)
    send(qtbot, sam, "Dana", "", stick)
    (package,) = stick.iterdir()
    with closing(Library.open(tmp_path / "Dana", "Dana")) as library:
        from desk.formats import read_file

        read = read_file(package)
        library.take_in_story(read.article, read.past)
        here = library.article(DAM)
        edited = changes.apply(here, BodyChange(here.body.index("No date"), "No date", "A date"))
        library.save(edited)
        past = library.past(DAM)
    assert sam.commands.action("take_back").isEnabled()
    sam.commands.action("take_back").trigger()
    assert sam.windowTitle() == "Dam talks – Desk"
    assert not sam.commands.action("take_back").isEnabled()
    taken = article(sam).custody
    assert (taken.holder, taken.giver) == ("Sam", "")
    sam.workspace.journal.flush()
    sam.workspace.library.take_in_story(replace(edited), past)
    sam.workspace.others.look_around()
    qtbot.waitUntil(lambda: "A date" in article(sam).body, timeout=20_000)
    assert article(sam).custody == taken, "whoever took it last has it"


@pytest.mark.parametrize("damage", ["cut", "no package"])
def test_a_package_that_is_broken_says_so_in_a_sentence(qtbot: QtBot, at: At, stick: Path, damage: str) -> None:
    sam = at("Sam")
    broken = stick / "broken.story"
    broken.write_bytes(b"PK\x03\x04" + 40 * b"x" if damage == "cut" else b"Only words.")
    drop(sam, [broken])
    qtbot.waitUntil(sam.notice.isVisible, timeout=20_000)
    assert said(sam) == "broken.story is damaged or no story package: have it sent again."
    assert sam.workspace.library.is_empty()


def test_what_was_to_be_said_is_still_there_where_sending_failed(
    qtbot: QtBot, at: At, tmp_path: Path, stick: Path
) -> None:
    with closing(Library.open(tmp_path / "Sam", "Sam")) as library:
        library.save(Article(id=DAM, headline="Dam talks", body=BODY))
    sam = at("Sam", story=DAM)
    deeds = sam.deeds.copy_desk.handover
    deeds.send_to("Dana", "Please cut to 400 words.", tmp_path / "gone")
    qtbot.waitUntil(lambda: "There is no folder" in said(sam), timeout=20_000)
    notes: list[str] = []

    def look() -> None:
        dialog = sam.findChild(SendDialog)
        assert dialog is not None
        notes.append(dialog.words)
        dialog.reject()

    QTimer.singleShot(300, look)
    sam.notice.buttons[0].click()
    assert notes == ["Please cut to 400 words."]
    deeds.send_to("Dana", notes[0], stick)
    qtbot.waitUntil(lambda: said(sam).startswith("Sent to "), timeout=20_000)
    QTimer.singleShot(300, look)
    deeds.send()
    assert notes[1:] == [""]


def test_of_a_story_without_a_word_there_is_nothing_to_send_and_that_is_said(at: At) -> None:
    sam = at("Sam")
    sam.deeds.new_story()
    sam.commands.action("send").trigger()
    assert said(sam).startswith("There is nothing to send yet")


def test_whoever_has_no_name_yet_is_asked_when_a_story_comes_and_keeps_what_they_have(
    qtbot: QtBot, at: At, tmp_path: Path, stick: Path
) -> None:
    with closing(Library.open(tmp_path / "Sam", "Sam")) as library:
        library.save(Article(id=DAM, headline="Dam talks", body=BODY))
        parcel = sending.send(library, library.article(DAM), "Dana", "Please cut.", stick, Options(now()))
        other = sending.send(library, Article(id=DAM[::-1], headline="Snow"), "Dana", "", stick, Options(now()))
    assert parcel is not None
    assert other is not None
    dana = at("Dana", name="")
    login = dana.workspace.library.author
    for one in (other, parcel):
        drop(dana, [one.path])
        qtbot.waitUntil(lambda: "gave you" in said(dana), timeout=20_000)
        qtbot.waitUntil(lambda one=one: article(dana).id == one.past.article.id, timeout=20_000)
    qtbot.waitUntil(lambda: f"In the versions you are “{login}”." in said(dana), timeout=20_000)
    assert article(dana).custody.holder == login
    (mine,) = [button for button in dana.notice.buttons if plain(button.text()) == "I am Dana"]
    mine.click()
    assert dana.settings.author == dana.workspace.library.author == "Dana"
    assert article(dana).custody.holder == "Dana"
    assert plain(dana.windowTitle()) == "Dam talks – from Sam – Desk"
    library = dana.workspace.library
    qtbot.waitUntil(lambda: {row.holder for row in library.find("")} == {""}, timeout=20_000)
    assert library.article(DAM[::-1]).custody.holder == "Dana"


def test_at_the_first_save_it_is_said_once_that_there_is_no_name_yet(qtbot: QtBot, at: At, tmp_path: Path) -> None:
    with closing(Library.open(tmp_path / "Sam")) as library:
        library.save(Article(id=DAM, headline="Dam talks", body=BODY))
    sam = at("Sam", name="", story=DAM)
    for headline, told in (("Talks", True), ("More talks", False)):
        qtbot.waitUntil(lambda: sam.workspace.article is not None, timeout=20_000)
        sam.notice.hide()
        sam.workspace.apply(FieldChange("headline", article(sam).headline, headline), "details")
        with qtbot.waitSignal(sam.workspace.saved):
            sam.deeds.save_version()
        assert sam.notice.isVisible() is told
    assert said(sam).startswith("In the versions you are “")
