"""Results that depend on nothing but a key, kept while there is room."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

T = TypeVar("T")
_ROOM = 2048


class Memory(dict[Hashable, Any]):
    """Results by key; None is no result. Begins anew when full: most people share few combinations."""

    def keep(self, key: Hashable, result: Any) -> Any:
        """Remembers and returns a result."""
        if len(self) >= _ROOM:
            self.clear()
        self[key] = result
        return result


class once(Generic[T]):  # noqa: N801  (used as a decorator, like property)
    """A property computed once. functools' own takes a lock in this Python, which costs more than many a value."""

    def __init__(self, compute: Callable[[Any], T]) -> None:
        self._compute, self.__doc__ = compute, compute.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, instance: Any, owner: type | None = None) -> T:
        value = instance.__dict__[self._name] = self._compute(instance)
        return value
