"""What all tests share: Hypothesis's two ways of searching, and the rule that the core is tested without Qt."""

from __future__ import annotations

import importlib.util
import os

import pytest
from hypothesis import HealthCheck, settings

# Here every run tries other examples and may find something new; the unattended run tries as many, and always the
# same, so that it fails for a change and not by chance. Neither is under a time limit: machines differ.
_NOISY = (HealthCheck.too_slow, HealthCheck.data_too_large)  # both speak of the machine's pace, not of the code
settings.register_profile("local", deadline=None, max_examples=60, suppress_health_check=_NOISY)
settings.register_profile("ci", settings.get_profile("local"), derandomize=True, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "local"))

QT_IS_HERE = importlib.util.find_spec("PySide6") is not None
collect_ignore = [] if QT_IS_HERE else ["ui", "journeys", "crash"]


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    """Where pytest-qt does not take part, its settings in pyproject.toml are still no mistake."""
    if not pluginmanager.hasplugin("pytest-qt"):
        for name in ("qt_api", "qt_log_format", "qt_log_ignore", "qt_log_level_fail"):
            parser.addini(name, "read by pytest-qt, which is not loaded")
