"""Real servers on free ports of this machine, started and stopped by their own process id.

    with postgres() as database, redis() as broker, smtp() as post:
        with portal(database_url=database.url(), broker_url=broker.url, smtp=post) as site: ...

Each keeps its files and its log in a folder that is removed afterwards.
"""

from tests.servers.brokers import Redis, redis
from tests.servers.databases import Postgres, postgres
from tests.servers.post import Mail, Smtp, smtp
from tests.servers.processes import Process, folder, free_port, wait_until
from tests.servers.running import Portal, portal, surroundings
from tests.servers.scanner import EICAR, MARKED_TEXT, Clamd, clamd

__all__ = [
    "EICAR",
    "MARKED_TEXT",
    "Clamd",
    "Mail",
    "Portal",
    "Postgres",
    "Process",
    "Redis",
    "Smtp",
    "clamd",
    "folder",
    "free_port",
    "portal",
    "postgres",
    "redis",
    "smtp",
    "surroundings",
    "wait_until",
]
