"""What all tests share: the real catalogue, the day it is, and how hypothesis searches."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, Phase, settings

from bot.catalog.service import Catalog
from tests.person import TODAY, real_catalog

settings.register_profile(
    "shuhui",
    deadline=None,
    derandomize=True,  # the same examples everywhere; exploring is for a developer at leisure
    database=None,
    print_blob=True,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("shuhui")


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The knowledge of this repository, read once."""
    return real_catalog()


@pytest.fixture(scope="session")
def today() -> date:
    """The day on which the tests live, whatever the clock says."""
    return TODAY
