"""The git repository that the knowledge is in, through the command ``git``."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_FIELD, _END = "\x1f", "\x1e"
_MARK = "Publication: "


class NoRepository(Exception):
    """Why there is no history in git; the message is for an editor."""


class CommitFailed(Exception):
    """What git said."""


@dataclass(frozen=True)
class Commit:
    """One commit; ``at`` is ISO 8601."""

    id: str
    at: str
    author: str
    subject: str


@dataclass(frozen=True)
class Repository:
    """``top`` is the folder of the working tree."""

    top: Path

    @classmethod
    def of(cls, folder: Path) -> Repository:
        """The repository that tracks ``folder``. Raises NoRepository."""
        try:
            found = subprocess.run(
                ["git", "-C", str(folder), "rev-parse", "--show-toplevel"], capture_output=True, text=True
            )
        except FileNotFoundError:
            raise NoRepository("这台机器上没有 git") from None
        if found.returncode:
            raise NoRepository(f"{folder} 不在 git 仓库里")
        repository = cls(Path(found.stdout.strip()))
        if repository._run("check-ignore", "-q", str(folder)).returncode == 0:
            raise NoRepository(f"{folder} 被 git 忽略了")
        return repository

    def commit(self, paths: Iterable[Path], author: str, message: str, publication: str) -> str:
        """Commits these files and nothing else; returns the id of the commit. Raises CommitFailed.

        Nothing to commit (somebody else committed the same) gives the present commit.
        """
        names = [str(path.resolve()) for path in paths]
        self._checked("add", "--", *names)
        if self._run("diff", "--cached", "--quiet", "HEAD", "--", *names).returncode == 0:
            return self.head()
        body = f"{message.strip()}\n\n{_MARK}{publication}\n"
        who = f"{_plain(author)} <{_plain(author)}@localhost>"
        self._checked("commit", "--quiet", "--only", f"--author={who}", "-m", body, "--", *names)
        return self.head()

    def head(self) -> str:
        return self._checked("rev-parse", "HEAD").strip()

    def commit_of(self, publication: str) -> str | None:
        """The commit that a publication made, if it came that far."""
        found = self._run("log", "-1", "--format=%H", "--fixed-strings", f"--grep={_MARK}{publication}")
        return found.stdout.strip() or None

    def history(self, path: Path, limit: int = 30) -> list[Commit]:
        """The last commits of a file, the newest first."""
        form = f"--format=%H{_FIELD}%cI{_FIELD}%an{_FIELD}%s{_END}"
        found = self._run("log", f"-{limit}", form, "--", str(path.resolve()))
        return [Commit(*row.strip().split(_FIELD)) for row in found.stdout.split(_END) if row.strip()]

    def archive(self, revision: str, folder: Path) -> bytes | None:
        """A tar of ``folder`` as it was in a revision; None if there is no such revision or folder."""
        if revision.startswith("-"):
            return None
        inside = folder.resolve().relative_to(self.top.resolve()).as_posix()
        found = subprocess.run(
            ["git", "-C", str(self.top), "archive", "--format=tar", f"{revision}:{'' if inside == '.' else inside}"],
            capture_output=True,
        )
        return found.stdout if found.returncode == 0 else None

    def _checked(self, *arguments: str) -> str:
        finished = self._run(*arguments)
        if finished.returncode:
            raise CommitFailed((finished.stderr or finished.stdout).strip()[-500:] or f"git {arguments[0]}")
        return finished.stdout

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """git, as the server commits: under its own name where the machine has none."""
        own = {"GIT_COMMITTER_NAME": "蜀惠", "GIT_COMMITTER_EMAIL": "shuhui@localhost", "GIT_TERMINAL_PROMPT": "0"}
        return subprocess.run(
            ["git", "-C", str(self.top), "-c", "core.quotepath=false", *arguments],
            capture_output=True,
            text=True,
            env={**os.environ, **own},
        )


def _plain(name: str) -> str:
    """A name that cannot be taken for an address of its own."""
    return "".join(sign for sign in name if sign not in "<>\n\r").strip() or "editor"
