"""Prints a table for each folder of mixtures: the noisy input, then every checkpoint, means over all files.

SI-SDR, STOI, ESTOI   of the enhanced mixtures; SI-SDR by SNR in the last columns
disturbance           distance of loudness (loudness.py), near to PESQ before its last curve; less is better
level                 gain of the speech in the enhanced mixture, measured by projection on it, dB
sibilants             gain above 4 kHz where clean speech is loudest there, less `level`, dB
noise alone           gain of the noise sent through without the speech, dB
speech alone          SI-SDR of the speech sent through without the noise, dB
clean level           gain of that speech, dB
start, clean start    `level` and `clean level` of the first 300 ms of files that begin in mid-word, dB
whole, cut            SI-SDR of the scenes of a long file, enhanced as a whole and each cut out; the first second apart
silence               gain of noise alone within it
clean files, furthest mean gain of the files in clean-alone/, dB, and the one furthest from 0
"""

import argparse

import numpy as np
import torch

import checkpoints
import metrics
import speed
import validation
from spectra import RATE
from validation import enhance

START = int(0.3 * RATE)
DECIMALS = {"STOI": 3, "ESTOI": 3}


def options():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add(
        "weights", nargs="+", help="checkpoints to compare: .safetensors, published .tar, or a run's state.pt"
    )
    add(
        "--validation",
        action="append",
        required=True,
        help="folder with clean/, noisy/, index.json, and perhaps clean-alone/ and long/; may be given twice",
    )
    add(
        "--worst", type=int, default=0, help="also name this many files that gain least, for the last weights"
    )
    add("--quieter", type=float, default=0, help="lower all mixtures by this many dB first")
    add(
        "--speed",
        action="store_true",
        help="first a table of what each network costs in the program: parameters, multiply-adds, µs per hop",
    )
    add("--threads", type=int, default=1)
    return parser.parse_args()


def of_mixture(network, mixture, measures):
    """Figures of one file, by name; network None is the noisy input itself."""
    noisy, clean = mixture.noisy, mixture.clean
    enhanced = enhance(network, noisy) if network else noisy
    found = {name: measure(clean, enhanced) for name, measure in measures.items()}
    if network:
        alone, noise = enhance(network, clean), noisy - clean
        found["level"] = metrics.level(clean, enhanced)
        found["sibilants"] = metrics.sibilants(clean, enhanced) - found["level"]
        found["noise alone"] = metrics.decibels(enhance(network, noise)) - metrics.decibels(noise)
        found["speech alone"] = metrics.si_sdr(clean, alone)
        found["clean level"] = metrics.level(clean, alone)
        if mixture.starts:
            found["start"] = metrics.level(clean[:START], enhanced[:START])
            found["clean start"] = metrics.level(clean[:START], alone[:START])
    return found | {f"{mixture.snr} dB": found["SI-SDR"]}


def of_scenes(network, noisy, clean, scenes):
    """Figures of a long file: scenes with speech and noise, enhanced as a whole and cut out."""
    whole, found = enhance(network, noisy), {"whole": [], "cut": [], "silence": []}
    for begin, end in scenes:
        wanted, given, part = clean[begin:end], noisy[begin:end], whole[begin:end]
        if not wanted.any():
            found["silence"].append(metrics.decibels(part) - metrics.decibels(given))
        elif not np.allclose(wanted, given, atol=1e-4):
            for name, x in (("whole", part), ("cut", enhance(network, given))):
                found[name].append(metrics.si_sdr(wanted[RATE:], x[RATE:]))
    return {name: np.mean(values) for name, values in found.items()}


def of_clean_files(network, files):
    levels = [metrics.level(x, enhance(network, x)) for x in files]
    return {"clean files": np.mean(levels), "furthest": max(levels, key=abs)}


def means(rows):
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: np.mean([row[name] for row in rows if name in row]) for name in names}


def line(title, found, heads):
    cells = [f"{found[h]:.{DECIMALS.get(h, 2)}f}" if h in found else "" for h in heads]
    return f"| {title} | " + " | ".join(cells) + " |"


def table(folder, arguments):
    gain, measures = np.float32(10 ** (-arguments.quieter / 20)), metrics.available()
    mixtures = [m._replace(noisy=gain * m.noisy, clean=gain * m.clean) for m in validation.mixtures(folder)]
    long, alone = validation.scenes(folder), validation.clean_files(folder)
    print(f"\n{folder}: {len(mixtures)} mixtures\n")
    noisy = [of_mixture(None, m, measures) for m in mixtures]
    heads = None
    for path in arguments.weights:
        network = checkpoints.load(path)
        rows = [of_mixture(network, m, measures) for m in mixtures]
        found = means(rows)
        found |= of_scenes(network, *long) if long else {}
        found |= of_clean_files(network, alone) if alone else {}
        if not heads:
            by_snr = sorted(
                (h for h in found if h in means(noisy) and h not in measures), key=lambda h: float(h[:-3])
            )
            heads = [h for h in found if h not in by_snr] + by_snr
            print("| weights | " + " | ".join(heads) + " |\n|" + "---|" * (len(heads) + 1))
            print(line("noisy", means(noisy), heads))
        print(line(path.rsplit("/", 1)[-1], found, heads), flush=True)
    gains = sorted(
        (r["SI-SDR"] - n["SI-SDR"], m.id, m.snr, n["SI-SDR"], r["SI-SDR"])
        for m, r, n in zip(mixtures, rows, noisy)
    )
    for _, name, snr, before, after in gains[: arguments.worst]:
        print(f"{name} at {snr} dB: SI-SDR {before:.2f} -> {after:.2f}")


def main():
    arguments = options()
    torch.set_num_threads(arguments.threads)
    if arguments.speed:
        speed.table(arguments.weights)
    for folder in arguments.validation:
        table(folder, arguments)


if __name__ == "__main__":
    main()
