"""Ask for known weaknesses of the packages that the portal runs on.

The audit counts what it looked at: one that saw fewer packages than are locked has failed,
whatever its exit code says.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKED = ROOT / "requirements" / "base.txt"


def locked(text: str) -> set[str]:
    """The names of the packages in a compiled list."""
    return {name.lower() for name in re.findall(r"^([A-Za-z0-9._-]+)(?:\[.*\])?==", text, re.M)}


def faults(report: dict[str, list[dict[str, object]]], wanted: set[str]) -> list[str]:
    """Weaknesses found, and packages not looked at, as sentences."""
    audited = [package for package in report["dependencies"] if "skip_reason" not in package]
    names = {str(package["name"]).lower() for package in audited}
    unseen = [f"not audited: {name}" for name in sorted(wanted - names)]
    weak = [f"{package['name']}: {package['vulns']}" for package in audited if package["vulns"]]
    return unseen + weak


def main() -> int:
    command = [sys.executable, "-m", "pip_audit", "--strict", "--format=json", "--disable-pip"]
    options = ["--require-hashes", "--requirement", str(LOCKED)]
    done = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
    if not done.stdout.strip():
        sys.exit(f"The audit could not be made:\n{done.stderr}")
    wanted = locked(LOCKED.read_text())
    found = faults(json.loads(done.stdout), wanted)
    print("\n".join(found) or f"{len(wanted)} packages audited, nothing known.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
