"""The source, as the tests of this folder read it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ["cohorts", "materials", "meetings", "selfassessment", "preparation", "programmes"]
PRODUCT = ["exchange_portal", *APPS, "demo"]

type Function = ast.FunctionDef | ast.AsyncFunctionDef


def product() -> list[Path]:
    """Every Python file that runs in the portal, without migrations."""
    return _python(PRODUCT)


def everything() -> list[Path]:
    return [*product(), *_python(["scripts", "tests"])]


def templates() -> list[Path]:
    return sorted(path for path in (ROOT / "templates").rglob("*") if path.is_file())


def static(suffix: str) -> list[Path]:
    """Our own files that browsers fetch; packages' files (*.min.js and so on) are theirs."""
    found = sorted((ROOT / "static").rglob(f"*{suffix}"))
    return [path for path in found if ".min." not in path.name]


def name(path: Path) -> str:
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else path.name


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(node: Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def imported(path: Path) -> set[str]:
    """The dotted names that a file imports: modules, and what it takes from them."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def dotted(node: ast.expr) -> str:
    """`timezone.now` for the expression of that name, "" for anything that is no plain name."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""


def _python(folders: list[str]) -> list[Path]:
    found = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return sorted(path for path in found if "migrations" not in path.parts)
