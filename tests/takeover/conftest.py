"""Both databases for the stores of this folder."""

from tests.store.conftest import postgres, url  # noqa: F401  (fixtures)
