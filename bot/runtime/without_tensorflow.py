"""Import Rasa without TensorFlow.

``rasa.core.agent`` imports TensorFlow whatever the pipeline is (about 10 s and 350 MB),
only to define classes that this bot's config.yml never names. Rasa offers no hook to
leave it out, so, in our own processes only (``shuhui ...``, never ``rasa ...``), an import
finder answers for TensorFlow's packages with inert stand-ins: they can be imported,
subclassed and written in annotations, and say plainly what is wrong when called.
"""

from __future__ import annotations

import importlib
import importlib.abc
import importlib.machinery
import sys
from types import ModuleType
from typing import Any

_PACKAGES = ("tensorflow", "tensorflow_addons", "tensorflow_text", "tensorflow_hub", "keras")


class TensorFlowNotLoaded(RuntimeError):
    """Something tried to use TensorFlow in a process that runs without it."""


class _Meta(type):
    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _stand_in(name)

    def __or__(cls, other: Any) -> Any:
        return cls

    __ror__ = __or__

    def __iter__(cls) -> Any:
        return iter(())


class _StandIn(metaclass=_Meta):
    """Base of everything found in a stand-in module."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise TensorFlowNotLoaded(
            "This process runs without TensorFlow; use the `rasa` command for a pipeline with DIET or TED."
        )

    def __class_getitem__(cls, item: Any) -> Any:
        return cls


def _stand_in(name: str) -> type:
    return _Meta(name, (_StandIn,), {})


class _Decorator:
    """Stands for ``tf.function`` and the like: leaves the function as it is."""

    def __new__(cls, *args: Any, **kwargs: Any) -> Any:
        if len(args) == 1 and callable(args[0]) and not kwargs:
            return args[0]
        return lambda function: function


class _Module(ModuleType):
    __path__: list[str] = []
    __version__ = "2.12.0"

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        value = _Decorator if name == "function" else _stand_in(name)
        setattr(self, name, value)
        return value


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> Any:
        if fullname.partition(".")[0] in _PACKAGES:
            return importlib.machinery.ModuleSpec(fullname, self, is_package=True)
        return None

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        return _Module(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing to run."""


def install() -> None:
    """Answer for TensorFlow from now on, unless it is already loaded."""
    if "tensorflow" in sys.modules:
        return
    _import_optional_users()
    sys.meta_path.insert(0, _Finder())


def _import_optional_users() -> None:
    """spaCy's thinc uses TensorFlow if it can import it: let it find none."""
    sys.modules["tensorflow"] = None  # type: ignore[assignment]
    try:
        importlib.import_module("thinc.compat")
    finally:
        del sys.modules["tensorflow"]
