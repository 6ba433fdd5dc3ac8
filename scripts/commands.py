"""The commands that make up a running portal, in one place.

The Dockerfile and docker-compose.yml name the same ones (a test holds them to it), and tests,
proofs and benchmarks start these.
"""

import sys

PYTHON = sys.executable
WSGI = "exchange_portal.wsgi:application"
CELERY = ["celery", "--quiet", "--app=exchange_portal"]

# Once, before the first start and after each new version.
PREPARE = [["manage.py", "migrate", "--no-input"], ["manage.py", "createcachetable"]]

BEAT = [*CELERY, "beat", "--loglevel=WARNING"]


def web(*, bind: str, workers: int = 2, threads: int = 4) -> list[str]:
    """The web process. Two workers suit two cores; threads wait for slow readers."""
    return [
        "gunicorn",
        WSGI,
        f"--bind={bind}",
        "--preload",
        "--no-control-socket",
        "--worker-class=gthread",
        f"--workers={workers}",
        f"--threads={threads}",
        "--timeout=60",
        "--graceful-timeout=20",
    ]


def worker(*, concurrency: int = 2, with_beat: bool = False) -> list[str]:
    """The worker that sends mail and makes documents. The server form has its beat beside it."""
    beat = ["--beat"] if with_beat else []
    return [
        *CELERY,
        "worker",
        "--pool=threads",
        f"--concurrency={concurrency}",
        "--loglevel=WARNING",
        "--without-gossip",
        "--without-mingle",
        *beat,
    ]


def run(command: list[str]) -> list[str]:
    """The command as this Python starts it, whatever the PATH says."""
    if command[0].endswith(".py"):
        return [PYTHON, *command]
    return [PYTHON, "-m", *command]
