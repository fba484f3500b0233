"""`make bench`: every measure of this folder in one sitting; writes bench/results.md.

A measure is a module with `run()`, which gives its `name`, `limit`, `verdict` and figures. Each has
a process of its own, one after the other: nothing warm or allocated is handed on. A word after
`python -m bench` chooses the measures whose name holds it.
"""

import ast
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parent.parent
RESULTS = ROOT / "bench" / "results.md"
LONGEST = 1800.0  # seconds
FLUSHES = 200
MOVED = 2.0  # a calibration that moves by more makes a pass or a fail of it doubtful
Figures = dict[str, object]


def measures() -> list[str]:
    """The modules of this folder that have a `run`."""
    found = []
    for path in sorted((ROOT / "bench").glob("*.py")):
        body = ast.parse(path.read_text(encoding="utf-8")).body
        if path.stem != "__main__" and any(getattr(node, "name", "") == "run" for node in body):
            found.append(path.stem)
    return found


def calibrate() -> float:
    """What the machine gives just now: milliseconds for 4 KiB to reach the disk, median."""
    taken = []
    with tempfile.NamedTemporaryFile(dir=ROOT) as file:
        for _ in range(FLUSHES):
            began = time.perf_counter()
            file.write(b"\0" * 4096)
            file.flush()
            os.fdatasync(file.fileno())
            taken.append(time.perf_counter() - began)
    return statistics.median(taken) * 1e3


def measured(name: str) -> Figures:
    """What one measure says, or why it says nothing."""
    code = f"import json; from bench import {name}; print(json.dumps({name}.run(), default=str))"
    try:
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
            timeout=LONGEST,
        )
        found: Figures = json.loads(done.stdout.strip().splitlines()[-1])
    except subprocess.TimeoutExpired:
        return {"name": name, "verdict": "not measured", "why": f"longer than {LONGEST:.0f} s"}
    except (subprocess.CalledProcessError, json.JSONDecodeError, IndexError) as error:
        said = str(getattr(error, "stderr", "") or error).strip().splitlines()
        return {"name": name, "verdict": "not measured", "why": said[-1] if said else "no answer"}
    return found


def commit() -> str:
    """The commit, and whether files differ from it."""
    told = ["git", "-C", str(ROOT)]
    head = subprocess.run([*told, "rev-parse", "--short", "HEAD"], capture_output=True, check=False)
    state = subprocess.run([*told, "status", "--porcelain"], capture_output=True, check=False)
    return head.stdout.decode().strip() + (" with changes" if state.stdout.strip() else "")


def machine() -> str:
    model = "processor"
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
            break
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    return f"{os.cpu_count()} x {model}, {memory:.0f} GiB, Python {platform.python_version()}"


def as_lines(value: object, depth: int = 0) -> list[str]:
    """Nested figures as an indented list."""
    mark = "  " * depth + "- "
    if isinstance(value, dict):
        return [line for key, inner in value.items() for line in _entry(key, inner, depth)]
    if isinstance(value, list):
        return [mark + _words(inner) for inner in value]
    return [mark + _words(value)]


def _entry(key: str, inner: object, depth: int) -> list[str]:
    mark = "  " * depth + f"- {key.replace('_', ' ')}:"
    if isinstance(inner, dict | list) and inner and not _is_flat(inner):
        return [mark, *as_lines(inner, depth + 1)]
    return [f"{mark} {_words(inner)}"]


def _is_flat(value: object) -> bool:
    return isinstance(value, list) and not any(isinstance(one, dict | list) for one in value)


def _words(value: object) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{key.replace('_', ' ')} {_words(one)}" for key, one in value.items())
    if isinstance(value, list):
        return ", ".join(map(_words, value))
    return str(value)


def report(found: dict[str, Figures], flushes: list[float], seconds: float) -> str:
    """The whole file: one sitting, the verdicts first."""
    steady = max(flushes) <= MOVED * min(flushes)
    lines = [
        "# Measured",
        "",
        "Written by `make bench`: ratios inside one run, in shuffled rounds; `pass`, `short`, or",
        "`inconclusive` where the range of the rounds holds the limit or the machine moved.",
        "",
        f"- date: {datetime.now(UTC):%Y-%m-%d %H:%M} UTC",  # noqa: TID251 - the machine's own day
        f"- machine: {machine()}; load {os.getloadavg()[0]:.1f}",
        f"- commit: {commit()}",
        f"- 4 KiB to the disk: {min(flushes):.2f}-{max(flushes):.2f} ms"
        + ("" if steady else ", which moved more than twofold: read disk-bound figures with care"),
        f"- in all: {seconds:.0f} s",
        "",
        "| measure | limit | verdict |",
        "|---|---|---|",
    ]
    lines += [f"| {e['name']} | {e.get('limit', '')} | {e['verdict']} |" for e in found.values()]
    for module, one in found.items():
        figures = {key: value for key, value in one.items() if key not in {"name", "limit"}}
        lines += ["", f"## {one['name']}", "", f"`bench/{module}.py`", "", *as_lines(figures)]
    return "\n".join(lines) + "\n"


def main(words: list[str]) -> int:
    """Measure and write; 1 where a measure fell short or could not be taken."""
    began, flushes = time.monotonic(), [calibrate()]
    found: dict[str, Figures] = {}
    for name in measures():
        if words and not any(word in name for word in words):
            continue
        print(f"{name} ...", flush=True)
        found[name] = measured(name)
        flushes.append(calibrate())
        print(f"{name}: {found[name]['verdict']} {found[name].get('why', '')}", flush=True)
    text = report(found, flushes, time.monotonic() - began)
    if words:
        print(text)
    else:
        RESULTS.write_text(text, encoding="utf-8")
    return int(any(one["verdict"] in {"short", "not measured"} for one in found.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
