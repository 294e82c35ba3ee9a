"""Who draws the window: the graphics card, or the processor where there is none.

A window that holds a web view is put together by OpenGL as a whole. Without a graphics card the processor plays one
(llvmpipe, SwiftShader), and that alone takes 30 ms a frame, the editor's included; Qt Quick's own software renderer
puts the same window together in 2 ms. It must be chosen before the web view is made.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

BACKEND = "QT_QUICK_BACKEND"
_GL_RENDERER = 0x1F01
"""The name under which OpenGL tells who draws (OpenGL 4.6, section 22.2)."""
_PLAYED = ("llvmpipe", "swiftshader", "softpipe", "swrast", "software", "microsoft basic render", "gdi generic")


def choose(wish: str) -> None:
    """Choose before the first window is made: `auto` finds out, `software` and `graphics card` are obeyed.

    Whoever set the environment variable by hand has chosen already.
    """
    if BACKEND in os.environ:
        return
    if wish == "software" or (wish == "auto" and not has_graphics_card()):
        os.environ[BACKEND] = "software"


def has_graphics_card() -> bool:
    """Whether OpenGL is drawn by more than the processor. Needs Qt's application object."""
    if sys.platform.startswith("linux") and not any(Path("/dev/dri").glob("renderD*")):
        return False  # no need to load OpenGL to find out
    return not is_played(renderer())


def is_played(name: str) -> bool:
    """Whether a renderer of that name is the processor playing a graphics card; no name is no card."""
    return not name or any(word in name.lower() for word in _PLAYED)


def renderer() -> str:
    """What OpenGL calls whoever draws; empty where there is no OpenGL."""
    from PySide6.QtGui import QOffscreenSurface, QOpenGLContext

    context, surface = QOpenGLContext(), QOffscreenSurface()
    surface.create()
    if not context.create() or not context.makeCurrent(surface):
        return ""
    name = context.functions().glGetString(_GL_RENDERER)
    context.doneCurrent()
    return str(name or "")


def make_ready(window: QWidget) -> None:
    """Have a window drawn from the start as the web view will want it: changed later, it would vanish for a moment."""
    if os.environ.get(BACKEND) == "software":
        return
    from PySide6.QtWidgets import QRhiWidget

    seed = QRhiWidget(window)
    seed.resize(1, 1)
    seed.lower()
