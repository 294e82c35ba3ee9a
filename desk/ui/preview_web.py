"""The locked-down web view that the preview lives in.

Page scripts are off, every request that is not our own is blocked, nothing is kept on disk, links open in the
browser. Our own few lines run in Chromium's application world, which the page cannot see. Importing this module
loads the web engine, so it is imported after the window's first paint.
"""

from __future__ import annotations

import json
from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QBuffer, QByteArray, QChildEvent, QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QColor, QDesktopServices
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineScript,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget

from desk.ui.preview_photos import Asked, Thumbnail, asked_by
from desk.ui.tasks import Tasks

SCHEME = b"desk"
STORY = "desk://story/"
_TOLD = "desk:"
_OPENS_OUTSIDE = {"http", "https", "mailto", "tel"}
_OFF = (
    QWebEngineSettings.WebAttribute.JavascriptEnabled,
    QWebEngineSettings.WebAttribute.LocalStorageEnabled,
    QWebEngineSettings.WebAttribute.PluginsEnabled,
    QWebEngineSettings.WebAttribute.LocalContentCanAccessRemoteUrls,
    QWebEngineSettings.WebAttribute.LocalContentCanAccessFileUrls,
    QWebEngineSettings.WebAttribute.HyperlinkAuditingEnabled,
    QWebEngineSettings.WebAttribute.WebGLEnabled,
    QWebEngineSettings.WebAttribute.Accelerated2dCanvasEnabled,
    QWebEngineSettings.WebAttribute.PdfViewerEnabled,
    QWebEngineSettings.WebAttribute.DnsPrefetchEnabled,
    QWebEngineSettings.WebAttribute.FullScreenSupportEnabled,
    QWebEngineSettings.WebAttribute.NavigateOnDropEnabled,
    QWebEngineSettings.WebAttribute.FocusOnNavigationEnabled,
    QWebEngineSettings.WebAttribute.ErrorPageEnabled,
)


def register_scheme() -> None:
    """Make `desk:` known to the web engine; to be called before its first profile is made."""
    if QWebEngineUrlScheme.schemeByName(SCHEME).name() == SCHEME:
        return
    scheme = QWebEngineUrlScheme(SCHEME)
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    scheme.setFlags(QWebEngineUrlScheme.Flag.SecureScheme)
    QWebEngineUrlScheme.registerScheme(scheme)


class OnlyOurs(QWebEngineUrlRequestInterceptor):
    """Blocks every request that is not for `desk:` itself: nothing is fetched from the network or the disk."""

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        if info.requestUrl().scheme() != "desk":
            info.block(True)


class Served(QWebEngineUrlSchemeHandler):
    """Answers `desk://story/` with the page and `desk://photo/…` with a photo from the library."""

    def __init__(self, photo: Thumbnail, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._photo, self._tasks = photo, tasks
        self.page = b""

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        url = job.requestUrl()
        if url.host() == "story":
            self._reply(job, b"text/html; charset=utf-8", self.page)
        elif url.host() == "photo":
            self._answer_photo(job, asked_by(url.path()))
        else:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)

    def _answer_photo(self, job: QWebEngineUrlRequestJob, asked: Asked | None) -> None:
        waiting = [True]
        job.destroyed.connect(lambda: waiting.clear())
        if asked is None:
            job.fail(QWebEngineUrlRequestJob.Error.UrlInvalid)
            return
        self._tasks.run(
            lambda: asked.jpeg(self._photo) if waiting else b"",  # one no longer waited for is not made
            lambda data: self._reply(job, b"image/jpeg", data) if waiting else None,
            lambda _why: job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound) if waiting else None,
        )

    def _reply(self, job: QWebEngineUrlRequestJob, kind: bytes, data: bytes) -> None:
        buffer = QBuffer(job)
        buffer.setData(QByteArray(data))
        job.reply(QByteArray(kind), buffer)


class LockedPage(QWebEnginePage):
    """A page that stays where it is: a link opens in the person's browser, and nothing else is followed."""

    told = Signal(dict)
    """What the person did with the page."""

    def acceptNavigationRequest(
        self, url: QUrl | str, kind: QWebEnginePage.NavigationType, _is_main_frame: bool
    ) -> bool:
        target = QUrl(url)
        if kind == QWebEnginePage.NavigationType.NavigationTypeLinkClicked:
            if target.scheme() in _OPENS_OUTSIDE:
                QDesktopServices.openUrl(target)
            return target.scheme() == "desk" and target.hasFragment()
        return target.scheme() == "desk"

    def javaScriptConsoleMessage(self, *message: object) -> None:
        """Our own script tells by lines of the console what is done with the page; all else is nobody's business."""
        words = str(message[1])
        if words.startswith(_TOLD):
            self.told.emit(json.loads(words.removeprefix(_TOLD)))


class PreviewView(QWebEngineView):
    """The web view with everything switched off that a page of words and photos does not need."""

    died = Signal()
    told = Signal(dict)
    """What the person did with the page, as our script tells it."""

    def __init__(self, photo: Thumbnail, tasks: Tasks, script: str, parent: QWidget) -> None:
        super().__init__(parent)
        register_scheme()
        self._profile = QWebEngineProfile()
        self._guard = OnlyOurs(self)
        self._profile.setUrlRequestInterceptor(self._guard)
        self.served = Served(photo, tasks, self)
        self._profile.installUrlSchemeHandler(SCHEME, self.served)
        self._locked = LockedPage(self._profile, self)
        self._profile.setParent(self._locked)  # a profile must outlive its page, and children go last
        for attribute in _OFF:
            self._locked.settings().setAttribute(attribute, False)
        self._locked.scripts().insert(_application_script(script))
        self._locked.told.connect(self.told)
        self._locked.renderProcessTerminated.connect(lambda *_why: self.died.emit())
        self.setPage(self._locked)
        self.setAccessibleName("Preview")
        self.setAcceptDrops(False)

    def childEvent(self, event: QChildEvent) -> None:
        """What is dropped on the page is the window’s: the web engine’s own widget takes nothing."""
        super().childEvent(event)
        child = event.child()
        if event.added() and isinstance(child, QWidget):
            QTimer.singleShot(0, child, lambda: child.setAcceptDrops(False))  # once it is made

    def show_page(self, html: str, ground: str) -> None:
        """Load a whole page; `ground` is its colour until it is there."""
        self.served.page = html.encode()
        self._locked.setBackgroundColor(QColor(ground))
        self._locked.load(QUrl(STORY))

    def run(self, script: str, done: Callable[[object], None]) -> None:
        """Run a script of ours in the application world; page scripts stay off."""
        self._locked.runJavaScript(script, QWebEngineScript.ScriptWorldId.ApplicationWorld.value, done)

    def take_down(self) -> None:
        """End view, page and profile now, in this order: left to the end of the program, they would go in any."""
        shiboken6.delete(self)


def _application_script(source: str) -> QWebEngineScript:
    script = QWebEngineScript()
    script.setName("desk")
    script.setSourceCode(source)
    script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentReady)
    script.setWorldId(QWebEngineScript.ScriptWorldId.ApplicationWorld.value)
    return script
