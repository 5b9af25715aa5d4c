"""What weights cost in the program: one row of a table for each file, by the launcher's own commands."""

import json
import os
import re
import subprocess
from pathlib import Path

LAUNCHER = Path(__file__).resolve().parents[2] / "quietline"
TOTAL = re.compile(r"^total +([\d,]+) +[\d,]+ +([\d,]+)", re.M)
HEADS = ("network", "parameters", "MMAC/s", "µs per hop", "without SIMD")


def quietline(*arguments, kernels="auto"):
    options = {} if kernels == "auto" else {"QUIETLINE_JAVA_OPTS": f"-Dquietline.kernels={kernels}"}
    run = subprocess.run(
        [LAUNCHER, *arguments], env=os.environ | options, text=True, capture_output=True, check=False
    )
    if run.returncode:
        raise SystemExit(run.stderr.strip().splitlines()[-1])
    return run.stdout


def micros(path, kernels="auto"):
    """Median of a hop's processor time, back to back."""
    report = quietline("profile", "engine", "--json", "--duration", "5s", "--weights", path, kernels=kernels)
    return json.loads(report)["metrics"]["p50_ns"] / 1000


def costs(path):
    """Network, parameters and millions of multiply-adds a second."""
    text = quietline("weights", "inspect", path)
    parameters, operations = (int(x.replace(",", "")) for x in TOTAL.search(text).groups())
    return re.search(r"^Fits (.*)\.$", text, re.M)[1], parameters, operations / 1e6


def table(paths):
    print("| weights | " + " | ".join(HEADS) + " |\n|" + "---|" * (len(HEADS) + 1))
    for path in paths:
        network, parameters, operations = costs(path)
        times = f"{micros(path):.1f} | {micros(path, 'scalar'):.1f}"
        name = path.rsplit("/", 1)[-1]
        print(f"| {name} | {network} | {parameters:,} | {operations:.1f} | {times} |", flush=True)
