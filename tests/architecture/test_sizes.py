"""Small enough to be read at once."""

from pathlib import Path

from tests.architecture.source import (
    everything,
    functions,
    length,
    name,
    product,
    static,
    templates,
)

FUNCTION, VIEW, FILE, TEMPLATE = 40, 25, 300, 120  # lines
SETTINGS, SETTINGS_FILE = 360, "exchange_portal/settings.py"  # one list, kept in one file


def long_functions(paths: list[Path], most: int) -> list[str]:
    return [
        f"{name(path)}:{node.lineno} {node.name} has {length(node)} lines"
        for path in paths
        for node in functions(path)
        if length(node) > most
    ]


def long_files(paths: list[Path], most: int) -> list[str]:
    lengths = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in paths}
    return [f"{path} has {lines} lines" for path, lines in lengths.items() if lines > most]


def test_functions() -> None:
    assert long_functions(everything(), FUNCTION) == []


def test_views() -> None:
    views = [path for path in product() if "views" in {path.stem, path.parent.name}]

    assert views
    assert long_functions(views, VIEW) == []


def test_files() -> None:
    paths = [*everything(), *static(".js"), *static(".css")]
    settings = [path for path in paths if name(path) == SETTINGS_FILE]

    assert long_files([path for path in paths if path not in settings], FILE) == []
    assert settings
    assert long_files(settings, SETTINGS) == []


def test_templates() -> None:
    assert long_files(templates(), TEMPLATE) == []


def test_the_measure_finds_what_is_too_long(tmp_path: Path) -> None:
    path = tmp_path / "long.py"
    path.write_text("def endless():\n" + "    x = 1\n" * 40)

    assert long_functions([path], 40) == ["long.py:1 endless has 41 lines"]
    assert long_files([path], 40) == ["long.py has 41 lines"]
    assert long_functions([path], 41) == long_files([path], 41) == []
