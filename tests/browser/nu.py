"""The Nu HTML checker on pages as the server sent them."""

import json
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
JAR = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def complaints(pages: Mapping[str, str], folder: Path) -> list[str]:
    """Errors and warnings, by the page's name. All are checked in one go: Java starts once."""
    if not pages:
        return []
    for name, html in pages.items():
        (folder / f"{_file_name(name)}.html").write_text(html, encoding="utf-8")
    command = ["java", "-jar", str(JAR), "--format", "json", "--exit-zero-always", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [
        f"{Path(message['url']).stem}:{message.get('lastLine', 0)} {message['message']}"
        for message in json.loads(done.stderr)["messages"]
        if message["type"] != "info" or message.get("subType") == "warning"
    ]


def _file_name(name: str) -> str:
    return re.sub(r"[^\w-]+", "_", name).strip("_") or "home"
