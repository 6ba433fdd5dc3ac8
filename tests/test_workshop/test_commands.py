"""What docker-compose.yml, the Dockerfile and the demo start is what the tests start."""

import json
import re
from typing import Any

import pytest
import yaml

from demo import processes
from scripts import commands
from tests.architecture.source import ROOT, name, product
from tests.servers import Redis

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text()
EXAMPLE = (ROOT / ".env.example").read_text()
SETTING = re.compile(r"\bPORTAL_[A-Z_]+")


def settings_read() -> set[str]:
    """The PORTAL_ variables that the product reads from its environment."""
    read = re.compile(r"""(?:environ\.get|_flag|_list)\(\s*["'](PORTAL_[A-Z_]+)""")
    return {found for path in product() for found in read.findall(path.read_text())}


def settings_offered(text: str) -> set[str]:
    """The PORTAL_ variables that an .env file sets, or could: a line may be commented out."""
    return set(re.findall(r"^(?:# )?(PORTAL_[A-Z_]+)=", text, re.MULTILINE))


@pytest.mark.parametrize(
    ("service", "command"),
    [
        ("web", commands.web(bind="0.0.0.0:8000")),
        ("worker", commands.worker()),
        ("beat", commands.BEAT),
    ],
)
def test_compose_starts_what_the_tests_start(service: str, command: list[str]) -> None:
    assert SERVICES[service]["command"] == command


def test_compose_prepares_as_the_tests_prepare() -> None:
    lines = " && ".join(f"python {' '.join(command)}" for command in commands.PREPARE)

    assert SERVICES["prepare"]["command"] == ["sh", "-c", lines]


def test_the_image_starts_the_web() -> None:
    started = json.loads(re.findall(r"^CMD (\[.*\])$", DOCKERFILE, re.MULTILINE)[0])

    assert started == commands.web(bind="0.0.0.0:8000")


def test_compose_starts_redis_as_the_tests_do(redis: Redis) -> None:
    options = SERVICES["redis"]["command"][1:]

    assert options == ["--save", "", "--appendonly", "yes"]
    assert " ".join(options) in " ".join(redis.process.command)


def test_there_is_one_beat() -> None:
    assert not [name for name, it in SERVICES.items() if "--beat" in it.get("command", [])]
    assert "deploy" not in SERVICES["beat"]


def test_the_demo_starts_the_same_programs() -> None:
    def options(command: list[str]) -> set[str]:
        """From the program's name on, without what each form may choose for itself."""
        own = ("--bind", "--timeout", "--graceful", "--log-level", "--without-heartbeat", "--quiet")
        words = command[command.index("-m") + 1 :] if "-m" in command else command
        return {word for word in words if not word.startswith(own)}

    assert options(processes.web(8000)) == options(commands.web(bind=""))
    assert options(processes.worker()) == options(commands.worker(with_beat=True))


def test_every_setting_is_offered_and_every_offer_read() -> None:
    assert settings_offered(EXAMPLE) == settings_read()


def test_compose_and_image_set_only_what_is_read() -> None:
    assert set(SETTING.findall(str(COMPOSE) + DOCKERFILE)) <= settings_read()


def test_services_that_hold_something_keep_it() -> None:
    kept = {name: it.get("volumes", []) for name, it in SERVICES.items()}

    assert kept["postgres"] == ["postgres:/var/lib/postgresql/data"]
    assert kept["redis"] == ["redis:/data"]
    assert kept["web"] == kept["worker"] == ["files:/srv/files"]
    assert set(COMPOSE["volumes"]) == {"files", "postgres", "redis", "clamav"}


def test_services_say_whether_they_are_well() -> None:
    silent = {name for name, it in SERVICES.items() if "healthcheck" not in it}

    assert silent == {"prepare", "beat"}


def test_no_secret_is_written_down() -> None:
    assert re.findall(r"^(PORTAL_SECRET_KEY|POSTGRES_PASSWORD)=(.*)$", EXAMPLE, re.MULTILINE) == [
        ("PORTAL_SECRET_KEY", ""),
        ("POSTGRES_PASSWORD", ""),
    ]
    assert "${POSTGRES_PASSWORD:?" in (ROOT / "docker-compose.yml").read_text()


def test_the_image_holds_every_room_but_the_demo() -> None:
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    rooms = {name(path).split("/")[0] for path in product()}

    assert ignored[1] == "*"
    assert {f"!{room}" for room in rooms - {"demo"}} <= set(ignored)
    assert "!demo" not in ignored


def test_a_setting_without_a_reader_is_found() -> None:
    assert settings_offered("# PORTAL_A=1\nPORTAL_B=\n# Text on PORTAL_C=x") == {
        "PORTAL_A",
        "PORTAL_B",
    }
    assert "PORTAL_NOBODY_READS_THIS" not in settings_read()
