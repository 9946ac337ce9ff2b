"""PostgreSQL's own programs, run without a password on their command line."""

import os
import shutil
import subprocess
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict

from app.routines.keeping.places import Refused, settings

VARIABLES = {
    "host": "PGHOST",
    "hostaddr": "PGHOSTADDR",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "service": "PGSERVICE",
}


def plain_url() -> str:
    """The database's address as PostgreSQL's own libraries read it."""
    return settings().database_url.replace("+psycopg", "", 1)


def run_tool(name: str, *words: str | Path, said: Path | None = None, told: Path | None = None) -> None:
    """Run a program on our database; `told` is read by it, `said` takes what it prints. Raises `Refused`."""
    program = shutil.which(name)
    if program is None:
        raise Refused(f"{name} がありません。PostgreSQL のクライアント（postgresql-client）を入れてください。")
    facts = conninfo_to_dict(plain_url())
    environ = {**os.environ, "PGOPTIONS": "-c statement_timeout=0", "LC_ALL": "C"}
    environ |= {VARIABLES[name]: str(value) for name, value in facts.items() if name in VARIABLES}
    with (said or Path(os.devnull)).open("wb") as output, (told or Path(os.devnull)).open("rb") as given:
        command = [program, *map(str, words)]
        done = subprocess.run(  # noqa: S603 (a program by its full path, no shell)
            command, env=environ, stdin=given, stdout=output, stderr=subprocess.PIPE, check=False
        )
    if done.returncode:
        reason = done.stderr.decode(errors="replace").strip().splitlines()[-3:]
        raise Refused(f"{name} が失敗しました: {' / '.join(line[:200] for line in reason)}")
