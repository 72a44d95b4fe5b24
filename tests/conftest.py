"""What holds for all tests."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# How busy the machine is must not decide whether a test passes: those that look at time measure it themselves.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")
