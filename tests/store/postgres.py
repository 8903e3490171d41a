"""A PostgreSQL server of the tests' own: made, started and thrown away by them."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2
import pytest

from tests.server.running import free_port

_USER = "shuhui"


@contextmanager
def running_postgres() -> Iterator[str]:
    """The URL of a fresh server, without the name of a database."""
    initdb, pg_ctl = _program("initdb"), _program("pg_ctl")
    folder = Path(tempfile.mkdtemp(prefix="shuhui-postgres-"))
    port, data = free_port(), folder / "data"
    if os.geteuid() == 0:
        owner = _ordinary_user()
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    try:
        _run([initdb, "-D", data, "-U", _USER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"], folder)
        _run([pg_ctl, "-D", data, "-w", "-t", "60", "-l", folder / "log", "-o", options, "start"], folder)
        yield f"postgresql://{_USER}@127.0.0.1:{port}"
        _run([pg_ctl, "-D", data, "-w", "-m", "immediate", "stop"], folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def create_database(server: str, name: str) -> str:
    """The URL of a new, empty database."""
    connection = psycopg2.connect(f"{server}/postgres")
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    connection.close()
    return f"{server}/{name}"


def _program(name: str) -> Path:
    """Debian keeps PostgreSQL's programs off the path, one folder for each version."""
    kept = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4].split(".")[0]))
    found = shutil.which(name) or (kept and kept[-1])
    if not found:
        pytest.fail(f"no {name}: run scripts/postgres.sh")
    return Path(found).resolve()


def _ordinary_user() -> pwd.struct_passwd:
    """PostgreSQL refuses to run as root."""
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    pytest.fail("no user to run PostgreSQL as")


def _run(command: list[str | Path], folder: Path) -> None:
    """Runs as an ordinary user. Output goes to a file: the server inherits it, so a pipe would never end."""
    owner = _ordinary_user() if os.geteuid() == 0 else None
    user = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if owner else {}
    with (folder / "output").open("w+") as output:
        finished = subprocess.run(command, cwd=folder, stdout=output, stderr=output, **user)  # type: ignore[call-overload]
        if finished.returncode:
            output.seek(0)
            pytest.fail(f"{command[0]} ended with {finished.returncode}:\n{output.read()}")
