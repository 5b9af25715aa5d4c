"""The learning curve: rows in a CSV, drawn as a PNG where matplotlib is installed."""

import csv
from pathlib import Path

COLUMNS = ("step", "hours", "rate", "loss", "si_sdr", "stoi", "estoi")


def append(path, row):
    path = Path(path)
    fresh = not path.exists()
    with path.open("a", newline="") as file:
        writer = csv.writer(file)
        if fresh:
            writer.writerow(COLUMNS)
        writer.writerow([f"{v:.6g}" for v in row])


def read(path):
    with open(path, newline="") as file:
        return [{k: float(v) for k, v in row.items()} for row in csv.DictReader(file)]


def draw(csv_path, png_path):
    try:
        import matplotlib
    except ImportError:
        return
    matplotlib.use("Agg")
    from matplotlib import pyplot

    rows = read(csv_path)
    hours = [r["hours"] for r in rows]
    figure, panels = pyplot.subplots(1, 3, figsize=(12, 3.4), layout="constrained")
    panels[0].plot(hours, [r["loss"] for r in rows], lw=1)
    panels[0].set_title("training loss")
    panels[1].plot(hours, [r["si_sdr"] for r in rows], lw=1)
    panels[1].set_title("validation SI-SDR, dB")
    for name in ("stoi", "estoi"):
        panels[2].plot(hours, [r[name] for r in rows], lw=1, label=name.upper())
    panels[2].set_title("validation STOI, ESTOI")
    panels[2].legend()
    for panel in panels:
        panel.set_xlabel("hours of mixtures")
        panel.grid(alpha=0.3)
    figure.savefig(png_path, dpi=90)
    pyplot.close(figure)
