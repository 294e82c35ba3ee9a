"""Details: every field is read as it is typed, applied at once, and shows what others change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time

import pytest
from PySide6.QtCore import QDate, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QMainWindow, QTextEdit
from pytestqt.qtbot import QtBot

from desk.article import edits
from desk.article.model import Article, Status
from desk.article.session import Session
from desk.ui.day_picker import Calendar, DayButton
from desk.ui.details import DetailsPane
from desk.ui.details_rows import DayRow, KeywordsRow, SlugRow
from desk.ui.entries import LineEntry, ProseEntry
from desk.ui.rows import ChoiceRow, TextRow
from desk.ui.urgency import UrgencyRow
from tests.builders import SORANI, ZWNJ, a_sorani_story, a_story, an_article

KNOWN = {"section": ["Politics", "Police", "Sport"], "place": ["ERBIL", "Erfurt"], "keywords": ["water", "war"]}
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # popups, on no display


def known(field: str, prefix: str) -> list[str]:
    return [word for word in KNOWN.get(field, []) if word.lower().startswith(prefix.lower())]


def details(qtbot: QtBot, article: Article | None = None) -> tuple[DetailsPane, Session]:
    pane = DetailsPane(known)
    qtbot.addWidget(pane)
    pane.resize(300, 640)
    session = Session(article or an_article())
    pane.show_session(session)
    with qtbot.waitActive(pane):
        pane.show()
        pane.activateWindow()
    return pane, session


def text_row(pane: DetailsPane, name: str) -> TextRow:
    row = pane.row(name)
    assert isinstance(row, TextRow)
    return row


def type_into(qtbot: QtBot, pane: DetailsPane, name: str, text: str) -> TextRow:
    """Type ASCII by keys; other scripts come from an input method, which inserts."""
    row = text_row(pane, name)
    row.entry.setFocus()
    if text.isascii():
        qtbot.keyClicks(row.entry, text)
    elif isinstance(row.entry, LineEntry):
        row.entry.insert(text)
    else:
        row.entry.insertPlainText(text)
    return row


# typing


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("slug", "border-dam", "border-dam"),
        ("slug", f"وەزیر{ZWNJ}ان-کۆدەبنەوە", f"وەزیر{ZWNJ}ان-کۆدەبنەوە"),
        ("slugline", "IRAQ-DAM", "IRAQ-DAM"),
        ("kicker", "Water", "Water"),
        ("byline", "ڕۆژین کەریم 🗳️", "ڕۆژین کەریم 🗳️"),
        ("section", "سیاسەت", "سیاسەت"),
        ("sign_off", "(ئێستا/AFP)", "(ئێستا/AFP)"),
        ("source", "AFP", "AFP"),
        ("copyright", "© 2026 Desk", "© 2026 Desk"),
        ("editors_note", "Call Hemin first", "Call Hemin first"),
        ("correction", SORANI, SORANI),
    ],
)
def test_what_is_typed_is_in_the_article(qtbot: QtBot, name: str, typed: str, value: str) -> None:
    pane, session = details(qtbot)
    row = type_into(qtbot, pane, name, typed)
    assert getattr(session.article, name) == value
    assert not row.note.isVisible()


def test_the_dateline_is_typed_in_its_three_parts(qtbot: QtBot) -> None:
    pane, session = details(qtbot)
    type_into(qtbot, pane, "place", "هەولێر")
    type_into(qtbot, pane, "agency", "DESK")
    type_into(qtbot, pane, "date", "2026-03-03")
    dateline = session.article.dateline
    assert (dateline.place, dateline.agency, dateline.date) == ("هەولێر", "DESK", date(2026, 3, 3))


def test_digits_of_the_language_are_read_and_then_shown_as_written(qtbot: QtBot) -> None:
    pane, session = details(qtbot, an_article(language="ckb"))
    row = type_into(qtbot, pane, "date", "٢٠٢٦-٠٣-٠٣")
    assert session.article.dateline.date == date(2026, 3, 3)
    assert row.entry.words() == "٢٠٢٦-٠٣-٠٣"
    text_row(pane, "slugline").entry.setFocus()
    assert row.entry.words() == "2026-03-03"


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("slug", "Border Dam", "small letters"),
        ("slugline", "IRAQ DAM", "no spaces"),
        ("date", "3 March", "2026-03-31"),
        ("embargo", "2026-03-31", "hour"),
        ("kicker", "x" * 81, "At most 80"),
    ],
)
def test_what_cannot_be_read_stays_in_the_box_and_says_why(qtbot: QtBot, name: str, typed: str, said: str) -> None:
    pane, session = details(qtbot, an_article())
    before = session.article
    row = text_row(pane, name)
    row.entry.setFocus()
    assert isinstance(row.entry, LineEntry)
    row.entry.insert(typed)
    assert session.article == before
    assert said in row.note.text()
    assert row.note.isVisible()
    assert row.control.accessibleDescription() == row.note.text()
    pane.setFocus()
    assert row.entry.words() == typed


def test_putting_it_right_takes_it_in_and_says_nothing_more(qtbot: QtBot) -> None:
    pane, session = details(qtbot)
    row = type_into(qtbot, pane, "slug", "dam ")
    qtbot.keyClicks(row.entry, "t")
    assert row.note.isVisible()
    assert session.article.slug == "dam"
    for _ in "t ":
        qtbot.keyClick(row.entry, Qt.Key.Key_Backspace)
    qtbot.keyClicks(row.entry, "-talks")
    assert session.article.slug == "dam-talks"
    assert not row.note.isVisible()


def test_unread_text_waits_in_its_own_story(qtbot: QtBot) -> None:
    pane, first = details(qtbot)
    row = type_into(qtbot, pane, "slug", "Bad Slug")
    pane.show_session(Session(a_story(id="b" * 16, slug="other")))
    assert row.entry.words() == "other"
    assert not row.note.isVisible()
    pane.show_session(first)
    assert row.entry.words() == "Bad Slug"
    assert row.note.isVisible()


def test_lines_pasted_into_a_line_become_one(qtbot: QtBot) -> None:
    pane, session = details(qtbot)
    row = text_row(pane, "byline")
    QGuiApplication.clipboard().setText("Rojin Karim\r\nHemin Ali")
    assert isinstance(row.entry, LineEntry)
    row.entry.paste()
    assert session.article.byline == "Rojin Karim Hemin Ali"


# what others change


def test_undo_elsewhere_is_shown_and_leaves_the_caret_where_it_is(qtbot: QtBot) -> None:
    pane, session = details(qtbot, an_article(byline="Rojin Karim"))
    row = text_row(pane, "byline")
    row.entry.setFocus()
    assert isinstance(row.entry, LineEntry)
    row.entry.setCursorPosition(5)
    change = edits.set_field(session.article, "source", "AFP")
    assert change is not None
    session.apply(change, "other")
    assert row.entry.cursorPosition() == 5
    assert text_row(pane, "source").entry.words() == "AFP"
    session.undo("undo")
    assert text_row(pane, "source").entry.words() == ""
    assert row.entry.cursorPosition() == 5


def test_the_caret_stays_at_its_words_when_its_own_field_changes(qtbot: QtBot) -> None:
    pane, session = details(qtbot, an_article(byline="🗳️ Rojin Karim"))
    row = text_row(pane, "byline")
    row.entry.setFocus()
    assert isinstance(row.entry, LineEntry)
    row.entry.setCursorPosition(len("🗳️ Rojin ".encode("utf-16-le")) // 2)
    change = edits.set_field(session.article, "byline", "By 🗳️ Rojin Karim")
    assert change is not None
    session.apply(change, "other")
    assert row.entry.text()[row.entry.cursorPosition() - 1 :].strip().startswith("Karim")


def test_undo_gives_back_what_was_typed_field_by_field(qtbot: QtBot) -> None:
    pane, session = details(qtbot)
    type_into(qtbot, pane, "byline", "Rojin")
    type_into(qtbot, pane, "source", "AFP")
    type_into(qtbot, pane, "byline", " Karim")
    steps = []
    while session.can_undo:
        session.undo("undo")
        steps.append((text_row(pane, "byline").entry.words(), text_row(pane, "source").entry.words()))
    assert steps == [("Rojin ", "AFP"), ("Rojin", "AFP"), ("Rojin", ""), ("", "")]
    while session.can_redo:
        session.redo("undo")
    assert text_row(pane, "byline").entry.words() == "Rojin Karim"


def test_leaving_a_field_ends_the_step_being_typed(qtbot: QtBot) -> None:
    pane, session = details(qtbot)
    row = type_into(qtbot, pane, "byline", "Ro")
    text_row(pane, "source").entry.setFocus()
    row.entry.setFocus()
    qtbot.keyClicks(row.entry, "jin")
    session.undo("undo")
    assert row.entry.words() == "Ro"


def test_a_note_is_undone_word_by_word(qtbot: QtBot) -> None:
    pane, session = details(qtbot)
    type_into(qtbot, pane, "editors_note", "Call Hemin")
    session.undo("undo")
    assert text_row(pane, "editors_note").entry.words() == "Call "


def test_text_that_cannot_be_read_outlives_changes_of_other_fields(qtbot: QtBot) -> None:
    pane, session = details(qtbot)
    row = type_into(qtbot, pane, "slug", "Bad Slug")
    change = edits.set_field(session.article, "source", "AFP")
    assert change is not None
    session.apply(change, "other")
    session.undo("undo")
    assert row.entry.words() == "Bad Slug"
    assert row.note.isVisible()


def test_a_key_in_the_body_leaves_the_fields_alone(qtbot: QtBot) -> None:
    pane, session = details(qtbot)
    row = type_into(qtbot, pane, "slug", "Bad Slug")
    change = edits.set_body(session.article, "Words")
    assert change is not None
    session.apply(change, "body")
    assert row.entry.words() == "Bad Slug"


def test_the_story_left_is_no_longer_followed(qtbot: QtBot) -> None:
    pane, first = details(qtbot)
    second = Session(a_story(id="b" * 16))
    pane.show_session(second)
    unread = type_into(qtbot, pane, "slugline", "A B C")
    for field in ("byline", "slugline"):
        change = edits.set_field(first.article, field, "SOMETHING-ELSE")
        assert change is not None
        first.apply(change, "other")
    assert text_row(pane, "byline").entry.words() == second.article.byline
    assert "A B C" in unread.entry.words()
    type_into(qtbot, pane, "source", "AFP")
    assert first.article.source == ""
    assert second.article.source == "AFP"


# undo keys belong to the window


class Window(QMainWindow):
    """A window whose undo counts how often it is called."""

    def __init__(self, pane: DetailsPane) -> None:
        super().__init__()
        self.undone = 0
        self.setCentralWidget(pane)
        action = QAction("Undo", self)
        action.setShortcut(QKeySequence(QKeySequence.StandardKey.Undo))
        action.triggered.connect(self._count)
        self.addAction(action)

    def _count(self) -> None:
        self.undone += 1


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    pane = DetailsPane(known)
    pane.show_session(Session(a_story()))
    window = Window(pane)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


@pytest.mark.parametrize("name", ["byline", "slug", "date", "editors_note", "keywords"])
def test_ctrl_z_in_a_field_is_the_windows_undo(qtbot: QtBot, window: Window, name: str) -> None:
    pane = window.centralWidget()
    assert isinstance(pane, DetailsPane)
    pane.row(name).control.setFocus()
    field = QApplication.focusWidget()
    qtbot.keyClick(window.windowHandle(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.undone == 1
    assert QApplication.focusWidget() is field


def test_undo_first_takes_back_text_that_is_not_in_the_article(qtbot: QtBot, window: Window) -> None:
    pane = window.centralWidget()
    assert isinstance(pane, DetailsPane)
    row = text_row(pane, "slugline")
    row.entry.setFocus()
    assert isinstance(row.entry, LineEntry)
    row.entry.insert("A B ")
    assert row.has_unread_text
    qtbot.keyClick(window.windowHandle(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.undone == 0
    assert row.entry.words() == "IRAQ-DAM-TALKS"
    assert not row.has_unread_text


# direction


def caret_x(entry: LineEntry) -> int:
    return int(entry.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle).x())


def test_the_language_turns_the_fields_round(qtbot: QtBot) -> None:
    pane, session = details(qtbot)
    entry = text_row(pane, "byline").entry
    assert isinstance(entry, LineEntry)
    assert caret_x(entry) < entry.width() / 2
    change = edits.set_field(session.article, "language", "ckb")
    assert change is not None
    session.apply(change, "other")
    qtbot.waitUntil(lambda: caret_x(entry) > entry.width() / 2)
    assert text_row(pane, "editors_note").entry.layoutDirection() == Qt.LayoutDirection.RightToLeft


def test_latin_fields_follow_their_text_in_a_sorani_story(qtbot: QtBot) -> None:
    pane, _session = details(qtbot, a_sorani_story())
    left, right = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
    wanted = {"slugline": left, "date": left, "embargo": left, "slug": right, "byline": right, "place": right}
    assert {name: text_row(pane, name).entry.layoutDirection() for name in wanted} == wanted


def test_a_line_that_begins_with_a_latin_name_stays_sorani(qtbot: QtBot) -> None:
    pane, _session = details(qtbot, a_sorani_story(byline="Reuters، ڕۆژین کەریم لە هەولێر"))
    entry = text_row(pane, "byline").entry
    assert isinstance(entry, LineEntry)
    entry.setCursorPosition(0)
    qtbot.waitUntil(lambda: caret_x(entry) > entry.width() / 2)


# choices


def pick(qtbot: QtBot, picker: QComboBox, steps: int) -> None:
    picker.setFocus()
    for _ in range(abs(steps)):
        qtbot.keyClick(picker, Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up)


def test_status_and_language_are_chosen_by_keys_each_a_step(qtbot: QtBot) -> None:
    pane, session = details(qtbot)
    status, language = pane.row("status"), pane.row("language")
    assert isinstance(status, ChoiceRow)
    assert isinstance(language, ChoiceRow)
    pick(qtbot, status.picker, 2)
    assert session.article.status is Status.READY
    pick(qtbot, language.picker, 1)
    assert session.article.language == "ckb"
    session.undo("undo")
    session.undo("undo")
    assert (session.article.language, session.article.status) == ("en", Status.IN_EDIT)
    assert status.picker.currentText() == "In edit"


def test_languages_are_named_in_their_own_script_with_their_tag(qtbot: QtBot) -> None:
    pane, _session = details(qtbot, an_article(language="ckb"))
    row = pane.row("language")
    assert isinstance(row, ChoiceRow)
    assert "کوردیی ناوەندی" in row.picker.currentText()
    assert row.picker.currentText().endswith("ckb")


def test_a_language_from_elsewhere_is_shown_and_kept(qtbot: QtBot) -> None:
    pane, session = details(qtbot, an_article(language="pt-BR"))
    row = pane.row("language")
    assert isinstance(row, ChoiceRow)
    assert row.picker.currentText() == "pt-BR"
    assert session.article.language == "pt-BR"


def test_the_wheel_scrolls_the_form_and_changes_no_value(qtbot: QtBot) -> None:
    pane, session = details(qtbot)
    row = pane.row("status")
    assert isinstance(row, ChoiceRow)
    none = QPoint()
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(row.picker.mapToGlobal(QPoint(5, 5))),
        none,
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(row.picker, wheel)
    assert session.article.status is Status.DRAFT


def test_urgency_is_one_click_or_an_arrow_key(qtbot: QtBot) -> None:
    pane, session = details(qtbot)
    row = pane.row("urgency")
    assert isinstance(row, UrgencyRow)
    qtbot.mouseClick(row.picker.button(2), Qt.MouseButton.LeftButton)
    assert session.article.urgency == 2
    qtbot.keyClick(row.picker.button(2), Qt.Key.Key_Right)
    assert session.article.urgency == 3
    session.undo("undo")
    assert row.picker.button(2).isChecked()


def test_keywords_are_one_step_each(qtbot: QtBot) -> None:
    pane, session = details(qtbot)
    row = pane.row("keywords")
    assert isinstance(row, KeywordsRow)
    row.chips.setFocus()
    qtbot.keyClicks(row.chips.entry, "water,dam,")
    assert session.article.keywords == ("water", "dam")
    session.undo("undo")
    assert row.chips.words == ("water",)


def test_a_keyword_being_typed_stays_with_its_story(qtbot: QtBot) -> None:
    pane, first = details(qtbot)
    row = pane.row("keywords")
    assert isinstance(row, KeywordsRow)
    row.chips.setFocus()
    qtbot.keyClicks(row.chips.entry, "water")
    second = Session(an_article(id="b" * 16))
    pane.show_session(second)
    assert first.article.keywords == ("water",)
    assert second.article.keywords == ()
    assert row.chips.words == ()


# slug and days


def test_the_slug_is_made_from_the_headline(qtbot: QtBot) -> None:
    pane, session = details(qtbot, an_article(headline="Ministers meet over border dam"))
    row = pane.row("slug")
    assert isinstance(row, SlugRow)
    qtbot.mouseClick(row.maker, Qt.MouseButton.LeftButton)
    assert session.article.slug == "ministers-meet-over-border-dam"
    assert row.entry.words() == "ministers-meet-over-border-dam"
    assert not row.maker.isEnabled()
    session.undo("undo")
    assert row.entry.words() == ""
    assert row.maker.isEnabled()


def test_what_is_typed_behind_a_slug_that_was_made_is_undone_alone(qtbot: QtBot) -> None:
    pane, session = details(qtbot, an_article(headline="Dam"))
    row = pane.row("slug")
    assert isinstance(row, SlugRow)
    qtbot.mouseClick(row.maker, Qt.MouseButton.LeftButton)
    row.entry.setFocus()
    qtbot.keyClick(row.entry, Qt.Key.Key_End)
    qtbot.keyClicks(row.entry, "s")
    assert session.article.slug == "dams"
    session.undo("undo")
    assert row.entry.words() == "dam"


def test_without_a_headline_there_is_no_slug_to_make(qtbot: QtBot) -> None:
    pane, session = details(qtbot)
    row = pane.row("slug")
    assert isinstance(row, SlugRow)
    assert not row.maker.isEnabled()
    change = edits.set_field(session.article, "headline", "وەزیران کۆدەبنەوە")
    assert change is not None
    session.apply(change, "headline")
    assert row.maker.isEnabled()


def choose(qtbot: QtBot, row: DayRow, act: Callable[[Calendar], None]) -> None:
    """Open the calendar by the mouse, and act on it."""
    qtbot.mouseClick(row.button, Qt.MouseButton.LeftButton)
    calendar = row.button.findChild(Calendar)
    assert isinstance(calendar, Calendar)
    act(calendar)


def test_a_day_is_chosen_from_the_calendar(qtbot: QtBot) -> None:
    pane, session = details(qtbot)
    row = pane.row("date")
    assert isinstance(row, DayRow)
    choose(qtbot, row, lambda calendar: calendar.calendar.clicked.emit(QDate(2026, 3, 3)))
    assert session.article.dateline.date == date(2026, 3, 3)
    assert row.entry.words() == "2026-03-03"


def test_the_day_of_an_embargo_keeps_its_hour(qtbot: QtBot) -> None:
    before = datetime(2026, 3, 3, 14, 30).astimezone()
    pane, session = details(qtbot, an_article(embargo=before))
    row = pane.row("embargo")
    assert isinstance(row, DayRow)
    choose(qtbot, row, lambda calendar: calendar.calendar.clicked.emit(QDate(2026, 3, 5)))
    after = session.article.embargo
    assert after is not None
    assert after.astimezone().date() == date(2026, 3, 5)
    assert after.astimezone().time() == time(14, 30)


def test_no_date_clears_it_and_escape_leaves_it(qtbot: QtBot) -> None:
    pane, session = details(qtbot, a_story())
    row = pane.row("date")
    assert isinstance(row, DayRow)
    choose(qtbot, row, lambda calendar: qtbot.keyClick(calendar, Qt.Key.Key_Escape))
    assert session.article.dateline.date == date(2026, 3, 3)

    def clear(calendar: Calendar) -> None:
        button = next(b for b in calendar.findChildren(QAbstractButton) if b.text() == "No date")
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: row.button.findChild(Calendar) is None)
    choose(qtbot, row, clear)
    assert session.article.dateline.date is None


# completion


def test_the_library_completes_a_section(qtbot: QtBot) -> None:
    pane, session = details(qtbot)
    row = type_into(qtbot, pane, "section", "pol")
    assert isinstance(row.entry, LineEntry)
    popup = row.entry.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert session.article.section == "Politics"


# for everybody


def test_every_control_has_a_name_a_label_and_room_to_be_hit(qtbot: QtBot) -> None:
    pane, _session = details(qtbot, a_story())
    kinds = (QLineEdit, QTextEdit, QComboBox, QAbstractButton)
    controls = [one for kind in kinds for one in pane.findChildren(kind) if one.isVisible()]
    assert len(controls) > 25
    for control in controls:
        assert control.accessibleName(), control
        assert control.height() >= 26, control.accessibleName()
    for name in ("slug", "byline", "status", "keywords", "editors_note", "date"):
        assert pane.row(name).label.buddy() is not None


def test_nothing_is_wider_than_a_narrow_sidebar(qtbot: QtBot) -> None:
    pane, _session = details(qtbot, a_story(keywords=("a keyword that is far too long for one line of this pane",)))
    pane.resize(260, 600)
    QApplication.processEvents()
    for name in ("slug", "keywords", "date", "urgency", "language"):
        row = pane.row(name)
        assert row.mapTo(pane, QPoint(row.width(), 0)).x() <= 260 - 12
        assert row.minimumSizeHint().width() <= 226


def test_without_a_story_there_is_a_word_about_it(qtbot: QtBot) -> None:
    pane, _session = details(qtbot)
    pane.show_session(None)
    assert not pane.row("slug").isVisible()


def test_a_field_is_brought_into_view(qtbot: QtBot) -> None:
    pane, _session = details(qtbot)
    pane.show_field("editors_note")
    row = text_row(pane, "editors_note")
    assert row.entry.hasFocus()
    assert not row.visibleRegion().isEmpty()


def test_a_long_note_grows_then_scrolls(qtbot: QtBot) -> None:
    pane, _session = details(qtbot)
    entry = text_row(pane, "editors_note").entry
    assert isinstance(entry, ProseEntry)
    low = entry.height()
    entry.setPlainText("\n".join("line" for _ in range(5)))
    grown = entry.height()
    assert grown > low
    entry.setPlainText("\n".join("line" for _ in range(50)))
    assert grown < entry.height() < 3 * grown


def test_the_context_menu_of_a_field_has_no_undo_of_its_own(qtbot: QtBot) -> None:
    from desk.ui.entries import without_undo

    for entry in (LineEntry(), ProseEntry()):
        qtbot.addWidget(entry)
        menu = without_undo(entry.createStandardContextMenu())
        names = [action.objectName() for action in menu.actions()]
        assert "edit-copy" in names
        assert not {"edit-undo", "edit-redo"} & set(names)
        assert not menu.actions()[0].isSeparator()
        menu.deleteLater()


def test_a_change_of_scheme_keeps_the_form(qtbot: QtBot) -> None:
    pane, _session = details(qtbot, a_story())
    QApplication.sendEvent(pane, QEvent(QEvent.Type.PaletteChange))
    button = pane.findChild(DayButton)
    assert isinstance(button, DayButton)
    QApplication.sendEvent(button, QEvent(QEvent.Type.PaletteChange))
    assert not button.icon().isNull()
