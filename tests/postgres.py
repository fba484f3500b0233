"""A PostgreSQL of our own for one command: `python -m tests.postgres COMMAND ...`.

Makes a cluster in a new folder on a random port, sets HOABAN_DATABASE, runs the command, and takes
everything away. Never the package's own service. Without durability: for tests, not for crashes.
"""

import os
import pwd
import random
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

VERSIONS = ("15", "16", "17", "18")
SPEED = (
    *("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=80"),
    *("wal_level=minimal", "max_wal_senders=0", "autovacuum=off", "jit=off"),
)


def programs() -> Path:
    """Where initdb and postgres live, or the line that says what is missing."""
    for version in VERSIONS:
        folder = Path(f"/usr/lib/postgresql/{version}/bin")
        if (folder / "initdb").exists():
            return folder
    sys.exit("Missing: PostgreSQL (Debian 12: apt-get install postgresql-15)")


def free_port() -> int:
    """A port outside the ephemeral range, tried by bind."""
    while True:
        port = random.randint(20000, 31999)  # noqa: S311 - not a secret
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port


def as_postgres(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root: drop to its user, and die when this process dies."""
    if os.geteuid():
        return ["setpriv", "--pdeathsig", "INT"]
    owner = pwd.getpwnam("postgres")
    os.chown(folder, owner.pw_uid, owner.pw_gid)
    user = [f"--reuid={owner.pw_uid}", f"--regid={owner.pw_gid}", "--clear-groups"]
    return ["setpriv", "--pdeathsig", "INT", *user]


@contextmanager
def cluster(*settings: str) -> Iterator[str]:
    """A running server; gives the address that HOABAN_DATABASE takes."""
    binaries, folder, port = programs(), Path(tempfile.mkdtemp(prefix="hoaban-pg-")), free_port()
    user = as_postgres(folder)
    made = [
        str(binaries / "initdb"),
        "-D",
        str(folder / "data"),
        "-U",
        "postgres",
        "-A",
        "trust",
        "-E",
    ]
    locale = ["UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=vi", "--no-sync"]
    subprocess.run([*user, *made, *locale], check=True, capture_output=True, cwd=folder)
    options = [part for setting in settings for part in ("-c", setting)]
    server = subprocess.Popen(
        [
            *user,
            *(binaries / "postgres", "-D", folder / "data", "-p", str(port)),
            *("-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={folder}"),
            *options,
        ],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(binaries, port)
        yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
    finally:
        server.terminate()
        server.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


def _wait(binaries: Path, port: int) -> None:
    ready = [str(binaries / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port), "-t", "1"]
    for _ in range(60):
        if subprocess.run(ready, check=False).returncode == 0:
            return
    sys.exit("PostgreSQL did not start")


def main() -> int:
    with cluster(*SPEED) as address:
        environment = os.environ | {"HOABAN_DATABASE": address}
        return subprocess.run(sys.argv[1:], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
