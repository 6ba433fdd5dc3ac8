"""Run the tests: on a PostgreSQL and a Redis that are started for them and stopped afterwards.

Words on the command line go to pytest. Its summary is the last that is printed.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts import translations  # noqa: E402
from tests import servers  # noqa: E402


def run(words: list[str]) -> int:
    """Returns the exit code of pytest."""
    with (
        servers.folder("tests") as var,
        servers.postgres(autovacuum=False) as database,
        servers.redis() as broker,
    ):
        env = {
            **os.environ,
            "PORTAL_DATABASE_URL": database.url(),
            "PORTAL_BROKER_URL": broker.url,
            "PORTAL_VAR_DIR": str(var),
        }
        pytest = [sys.executable, "-m", "pytest", "-n2", "--dist=worksteal", *words]
        return subprocess.run(pytest, cwd=ROOT, env=env, check=False).returncode


if __name__ == "__main__":
    translations.compile_all()
    sys.exit(run(sys.argv[1:]))
