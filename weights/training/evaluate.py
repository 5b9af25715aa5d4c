"""Prints the table: noisy, published checkpoints, earlier weights, ours; overall, by SNR, at the two ends.

sibilants  level above 4 kHz where clean speech is loudest there, in dB of what it was
damage     SI-SDR of clean speech sent through alone
left       level of noise sent through alone, in dB of what it was
"""

import argparse

import numpy as np
import torch

import checkpoints
import metrics
from validation import enhance, mixtures


ENDS = {"sibilants": "sibilants", "damage": "speech alone", "left": "noise alone"}


def options():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "weights", nargs="+", help="checkpoints to compare: .safetensors, published .tar, or a run's state.pt"
    )
    parser.add_argument("--validation", required=True, help="folder with clean/, noisy/ and index.json")
    parser.add_argument(
        "--worst", type=int, default=0, help="also name this many files that gain least, for the last weights"
    )
    parser.add_argument("--quieter", type=float, default=0, help="lower all mixtures by this many dB first")
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args()


def noise_left(network, noisy, clean):
    noise = noisy - clean
    return metrics.decibels(enhance(network, noise)) - metrics.decibels(noise)


def measure(network, mixtures, chosen):
    """One dict of figures for each file; network None is the noisy input itself."""
    rows = []
    for name, snr, noisy, clean in mixtures:
        enhanced = enhance(network, noisy) if network else noisy
        row = {"id": name, "snr": snr, **{key: f(clean, enhanced) for key, f in chosen.items()}}
        if network:
            row["sibilants"] = metrics.sibilants(clean, enhanced)
            row["damage"] = metrics.si_sdr(clean, enhance(network, clean))
            row["left"] = noise_left(network, noisy, clean)
        rows.append(row)
    return rows


def average(rows, key, snr=None):
    found = [r[key] for r in rows if key in r and (snr is None or r["snr"] == snr)]
    return np.mean(found) if found else float("nan")


def line(title, rows, chosen, snrs):
    cells = [
        f"{average(rows, key):.2f}" if key == "SI-SDR" else f"{average(rows, key):.3f}" for key in chosen
    ]
    cells += [f"{average(rows, 'SI-SDR', snr):.2f}" for snr in snrs]
    cells += [f"{average(rows, key):.1f}" if key in rows[0] else "" for key in ENDS]
    return f"| {title} | " + " | ".join(cells) + " |"


def main():
    arguments = options()
    torch.set_num_threads(arguments.threads)
    chosen, gain = metrics.available(), np.float32(10 ** (-arguments.quieter / 20))
    files = [
        (name, snr, gain * noisy, gain * clean) for name, snr, noisy, clean in mixtures(arguments.validation)
    ]
    snrs = sorted({snr for _, snr, _, _ in files})
    heads = ["weights", *chosen, *(f"{snr} dB" for snr in snrs), *ENDS.values()]
    print(
        f"{len(files)} mixtures; SI-SDR in dB, overall and by SNR; sibilants: dB left; "
        "speech alone: SI-SDR; noise alone: dB left\n"
    )
    print("| " + " | ".join(heads) + " |\n|" + "---|" * len(heads))
    noisy = measure(None, files, chosen)
    print(line("noisy", noisy, chosen, snrs), flush=True)
    for path in arguments.weights:
        rows = measure(checkpoints.load(path), files, chosen)
        print(line(path.rsplit("/", 1)[-1], rows, chosen, snrs), flush=True)
    gains = sorted(
        (r["SI-SDR"] - n["SI-SDR"], r["id"], r["snr"], n["SI-SDR"], r["SI-SDR"]) for r, n in zip(rows, noisy)
    )
    for gain, name, snr, before, after in gains[: arguments.worst]:
        print(f"{name} at {snr} dB: SI-SDR {before:.2f} -> {after:.2f}")


if __name__ == "__main__":
    main()
