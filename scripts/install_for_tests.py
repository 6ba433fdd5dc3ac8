"""Install what the tests need of the system, where Debian's packages may be installed.

A machine that refuses is told which packages it lacks; the tests that need them fail and say so.
"""

import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ROOT / "scripts"

# Debian's package, and the programs or files of which one shows that it is there.
NEEDED = {
    "chromium": ["chromium"],
    "clamav-daemon": ["clamd", "/usr/sbin/clamd"],
    "gettext": ["xgettext"],
    "npm": ["npm"],
    "openjdk-17-jdk-headless": ["javac"],
    "poppler-utils": ["pdftoppm"],
    "postgresql": ["/usr/lib/postgresql", "postgres"],
    "redis-server": ["redis-server"],
}
NU_CHECKER = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def missing() -> list[str]:
    return [
        package
        for package, signs in NEEDED.items()
        if not any(shutil.which(sign) or Path(sign).exists() for sign in signs)
    ]


def install() -> None:
    subprocess.run(["sh", SCRIPTS / "pdf-system.sh"], check=False)
    packages = missing()
    if packages:
        subprocess.run(["sh", SCRIPTS / "system.sh", "To run the tests", *packages], check=False)
    if not NU_CHECKER.exists() and shutil.which("npm"):
        subprocess.run(["npm", "ci", "--ignore-scripts", "--silent"], cwd=ROOT, check=False)


if __name__ == "__main__":
    install()
