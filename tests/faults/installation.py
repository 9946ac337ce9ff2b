"""An installation as deploy/ describes it, on this machine: nginx in front, web processes on sockets that outlive them.

The files of deploy/ are used as they are; only paths, ports and certificates are those of the test.
"""

import datetime as dt
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.faults.processes import ROOT, free_port, until

DEPLOY = ROOT / "deploy"
HOSTS = {"public": "soudan.example.jp", "agency": "dantai.example.jp", "intranet": "naibu.example.jp"}
PORTS = {8101: "public", 8102: "public", 8201: "agency", 8202: "agency", 8301: "intranet", 8302: "intranet"}
MAIN = """
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
{user}
worker_processes 2;
events {{ worker_connections 1024; }}
http {{
    include /etc/nginx/mime.types;
    {temp}
    include {folder}/conf.d/*.conf;
}}
"""
LISTEN = """
import fcntl, os, sys
first, second, *words = sys.argv[1:]
held = [fcntl.fcntl(int(each), fcntl.F_DUPFD, 50) for each in (first, second)]
for place, each in zip((3, 4), held):
    os.dup2(each, place)
os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS="2")
os.execv(words[0], words)
"""
"""What systemd does for a service with a socket of its own: two open sockets, and two words that say so."""


class Web:
    """One instance of madoguchi-web@.service with its socket: `port` is the instance, `knock` where it listens here."""

    def __init__(self, folder: Path, port: int, environ: dict[str, str]) -> None:
        self.folder, self.port = folder, port
        surface = dict([line.split("=") for line in (DEPLOY / "surfaces" / str(port)).read_text().split()])
        self.environ = {**os.environ, **environ, **surface}
        self.sockets = [unix_socket(folder / f"{port}.sock"), socket.create_server(("127.0.0.1", 0), backlog=1024)]
        self.knock = int(self.sockets[1].getsockname()[1])
        self.child: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the words of the unit."""
        numbers = tuple(each.fileno() for each in self.sockets)
        words = [sys.executable, "-c", LISTEN, *map(str, numbers), *unit_words("madoguchi-web@.service")]
        with (self.folder / f"{self.port}.log").open("ab") as log:
            self.child = subprocess.Popen(
                words, cwd=ROOT, env=self.environ, pass_fds=numbers, stdout=log, stderr=log, start_new_session=True
            )

    def stop(self) -> int:
        """As systemd stops it: one SIGTERM to the first process."""
        assert self.child is not None
        self.child.send_signal(signal.SIGTERM)
        return self.child.wait(40)

    def kill(self) -> None:
        """SIGKILL to all of it."""
        assert self.child is not None
        os.killpg(self.child.pid, signal.SIGKILL)
        self.child.wait(10)

    def close(self) -> None:
        """End it, and what it listens on."""
        if self.child is not None and self.child.poll() is None:
            self.kill()
        for each in self.sockets:
            each.close()


def unix_socket(path: Path) -> socket.socket:
    """A listening socket that anybody here may speak to."""
    made = socket.socket(socket.AF_UNIX)
    made.bind(str(path))
    path.chmod(0o666)
    made.listen(1024)
    return made


def listens(port: int) -> bool:
    """Whether somebody listens there."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def unit_words(unit: str) -> list[str]:
    """The words of a unit's ExecStart, with this interpreter."""
    found = re.search(r"^ExecStart=(.*)$", (DEPLOY / "systemd" / unit).read_text(), re.MULTILINE)
    assert found, unit
    python, *words = found[1].split()
    assert python.endswith("/.venv/bin/python")
    return [sys.executable, *words]


def nginx_program() -> str | None:
    """Where nginx is, if it is here."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


@contextmanager
def short_folder() -> Iterator[Path]:
    """A folder whose name leaves room for a socket's, and that nginx's own user may walk into."""
    folder = Path(tempfile.mkdtemp(prefix="edge-", dir="/tmp"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Nginx:
    """nginx with the configuration of deploy/nginx: `tls` and `plain` are where it listens."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.tls, self.plain = folder, free_port(), free_port()
        (folder / "conf.d").mkdir()
        (folder / "madoguchi").mkdir()
        (folder / "tls").mkdir()
        certify(folder / "tls")
        for name, place in (("madoguchi", "conf.d"), ("upstreams", "conf.d"), ("surface", "madoguchi")):
            self._copy(name, place)
        self._copy("headers", "madoguchi")
        user = "user root;" if os.geteuid() == 0 else ""
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        temp = " ".join(f"{kind}_temp_path {folder}/temp-{kind};" for kind in kinds)
        (folder / "nginx.conf").write_text(MAIN.format(folder=folder, user=user, temp=temp))
        self.child: subprocess.Popen[bytes] | None = None

    def _copy(self, name: str, place: str) -> None:
        text = (DEPLOY / "nginx" / f"{name}.conf").read_text()
        text = re.sub(r"^ *listen \[::\].*\n", "", text, flags=re.MULTILINE)
        text = text.replace("listen 443 ", f"listen 127.0.0.1:{self.tls} ")
        text = re.sub(r"listen 80( |;)", rf"listen 127.0.0.1:{self.plain}\1", text)
        text = text.replace("/run/madoguchi/", f"{self.folder}/").replace("/var/log/nginx/", f"{self.folder}/")
        text = text.replace("/etc/madoguchi/", f"{self.folder}/").replace("/srv/madoguchi/current/", f"{ROOT}/")
        text = text.replace("include madoguchi/", f"include {self.folder}/madoguchi/")
        (self.folder / place / f"{name}.conf").write_text(text)

    def words(self, *more: str) -> list[str]:
        """nginx with this configuration."""
        return [str(nginx_program()), "-p", str(self.folder), "-c", str(self.folder / "nginx.conf"), *more]

    def faults(self) -> str:
        """What nginx says of the configuration; empty for a good one."""
        return subprocess.run(self.words("-t", "-q"), capture_output=True, text=True, check=False).stderr

    def __enter__(self) -> "Nginx":
        assert not self.faults(), self.faults()
        self.child = subprocess.Popen(self.words("-g", "daemon off;"))
        assert until(lambda: listens(self.tls)), "nginx did not start"
        return self

    def __exit__(self, *failure: object) -> None:
        assert self.child is not None
        self.child.terminate()
        self.child.wait(10)


def certify(folder: Path) -> None:
    """One certificate of our own for the three names, under the three names of its files."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "madoguchi tests")])
    today = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - dt.timedelta(days=1))
        .not_valid_after(today + dt.timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host) for host in HOSTS.values()]), critical=False)
        .sign(key, hashes.SHA256())
    )
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    for surface in HOSTS:
        (folder / f"{surface}.key").write_bytes(key.private_bytes(*form))
        (folder / f"{surface}.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
