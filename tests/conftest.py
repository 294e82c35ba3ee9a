"""What every test runs under: how long Hypothesis searches, here and in the pipeline."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

_NOISY = (HealthCheck.too_slow, HealthCheck.data_too_large)  # both speak of the machine's pace, not of the code

settings.register_profile("here", deadline=None, max_examples=60, suppress_health_check=_NOISY)
settings.register_profile("pipeline", settings.get_profile("here"), max_examples=400, print_blob=True)
settings.load_profile("pipeline" if os.environ.get("CI") else "here")
