"""`python -m tests.benchmarks`: measure every page, write build/bench.json, say what is slow."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from scripts import translations
from tests import servers
from tests.benchmarks.measuring import Client, Timing, first_visit, memory
from tests.benchmarks.seed import FULL

ROOT = Path(__file__).resolve().parents[2]
RESULTS = ROOT / "build" / "bench.json"
SIZES = ["30", "300", FULL]  # rows, and the size that the portal is built for
WARM_UP, ROUNDS = 70, 100  # every thread's connection must have planned: see docs/adr/0104
HTML_KB, FIRST_VISIT_KB = 60, 100
MEMORY_MB = 200  # of a web process, at its most

type Line = dict[str, Any]


def measure(size: str, database: servers.Postgres) -> list[Line]:
    url = database.create(f"bench_{size}")
    env = {"DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings"}
    with servers.portal(database_url=url, env=env, workers=0) as site:
        visits = seed(site, size)
        clients = {name: Client(site.port, visit["cookie"]) for name, visit in visits.items()}
        timings = {name: Timing() for name in visits}
        for turn in range(WARM_UP + ROUNDS):
            for name, visit in visits.items():
                timing = timings[name] if turn >= WARM_UP else Timing()
                timing.take(clients[name], visit["path"])
        lines = [line(name, size, visits[name], clients[name], timings[name]) for name in visits]
        return [each | {"memory_mb": memory(site.web.pid)} for each in lines]


def seed(site: servers.Portal, size: str) -> dict[str, Line]:
    command = [sys.executable, "-m", "tests.benchmarks.seed", size]
    done = subprocess.run(command, cwd=ROOT, env=site.env, stdout=subprocess.PIPE, check=True)
    visits: dict[str, Line] = json.loads(done.stdout)
    return visits


def line(name: str, size: str, visit: Line, client: Client, timing: Timing) -> Line:
    answer = client.get(visit["path"])
    return {
        "page": name,
        "rows": size,
        "queries": answer.queries,
        "p50_ms": round(timing.p50, 2),
        "p95_ms": round(timing.p95, 2),
        "floor_p50_ms": round(timing.floor_p50, 2),
        "ratio": round(timing.p50 / timing.floor_p50, 2),
        "html_kb": round(len(answer.body) / 1000, 1),
        "first_visit_kb": round(first_visit(client, visit["path"]) / 1000, 1),
        "bar": visit["bar"],
        "most_queries": visit["most_queries"],
    }


def faults(lines: list[Line]) -> list[str]:
    """Every bar that a page does not clear, as a sentence."""
    found = []
    for each in lines:
        name = f"{each['page']} at {each['rows']} rows"
        others = {
            other["queries"]
            for other in lines
            if other["page"] == each["page"] and FULL not in (each["rows"], other["rows"])
        }
        if each["ratio"] > each["bar"]:
            found.append(f"{name}: {each['ratio']} times the floor, at most {each['bar']}")
        if each["queries"] > each["most_queries"]:
            found.append(f"{name}: {each['queries']} queries, at most {each['most_queries']}")
        if len(others) > 1:
            found.append(f"{name}: queries grow with the rows: {sorted(others)}")
        if each["html_kb"] > HTML_KB:
            found.append(f"{name}: {each['html_kb']} kB of HTML, at most {HTML_KB}")
        if each["first_visit_kb"] > FIRST_VISIT_KB:
            found.append(f"{name}: {each['first_visit_kb']} kB at first, at most {FIRST_VISIT_KB}")
        if each["memory_mb"] > MEMORY_MB:
            found.append(f"{name}: {each['memory_mb']} MB a web process, at most {MEMORY_MB}")
    return found


def main() -> int:
    translations.compile_all()
    with servers.postgres() as database:
        lines = [each for size in SIZES for each in measure(size, database)]
    for each in lines:
        print("  ".join(f"{name} {value}" for name, value in each.items()))
    found = faults(lines)
    print("\n".join(found) or "Every page clears its bars.")
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(lines, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
