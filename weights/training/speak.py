"""Makes synthetic speech to train on: python speak.py DATA writes DATA/speech-synthetic.npy and .json

By espeak-ng in fourteen languages and many voices, and by flite; both have to be installed. The sentences in
speak.json were written for this; random numbers are read between them.
"""

import argparse
import json
import subprocess
import tempfile
from io import BytesIO
from math import gcd
from pathlib import Path

import numpy as np

RATE = 16000
ENGINES = {"espeak": 0.85, "flite": 0.15}
FLITE = ("kal16", "awb", "rms", "slt")
TOYS = (
    "robo",
    "robot",
    "uni",
    "demonic",
    "announcer",
    "fast",
    "croak",
    "tweaky",
)  # in names of espeak-ng's voices
SENTENCES = json.loads((Path(__file__).parent / "speak.json").read_text())


def variants():
    """Names of espeak-ng's variants of a voice, but for the robots."""
    listed = subprocess.run(["espeak-ng", "--voices=variant"], check=True, capture_output=True, text=True)
    files = [line.split("!v/")[1].split()[0] for line in listed.stdout.splitlines() if "!v/" in line]
    return [f for f in files if not any(toy in f.lower() for toy in TOYS)]


def text(rng, language):
    chosen = rng.choice(SENTENCES[language], rng.integers(1, 3), replace=False)
    number = str(rng.integers(10 ** rng.integers(1, 6)))
    return " ".join(rng.permutation([*chosen, number])) + "."


def espeak(rng, voices):
    language = rng.choice(list(SENTENCES))
    variant = rng.choice(voices)
    command = ["espeak-ng", "--stdout", "-v", f"{language}+{variant}"]
    command += ["-s", str(rng.integers(120, 210)), "-p", str(rng.integers(15, 85)), text(rng, language)]
    return f"{language} {variant}", subprocess.run(command, check=True, capture_output=True).stdout


def flite(rng, _):
    voice = rng.choice(FLITE)
    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        pace = f"duration_stretch={rng.uniform(0.8, 1.25):.2f}"
        subprocess.run(
            ["flite", "-voice", voice, "--setf", pace, "-t", text(rng, "en"), "-o", file.name], check=True
        )
        return f"flite {voice}", Path(file.name).read_bytes()


def samples(wav):
    """16 kHz, the peak at half of full scale"""
    import soundfile
    from scipy.signal import resample_poly

    x, rate = soundfile.read(BytesIO(wav), dtype="float32")
    common = gcd(rate, RATE)
    x = resample_poly(x, RATE // common, rate // common)
    return np.round(x * (16384 / (np.abs(x).max() + 1e-9))).astype(np.int16)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", help="folder to write to")
    parser.add_argument("--hours", type=float, default=1.5)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    rng, voices, arrays, items, at = np.random.default_rng(chosen.seed), variants(), [], [], 0
    while at < chosen.hours * 3600 * RATE:
        engine = rng.choice(list(ENGINES), p=list(ENGINES.values()))
        voice, wav = globals()[engine](rng, voices)
        x = samples(wav)
        if len(x) < RATE:
            continue
        arrays.append(x)
        items.append({"kind": f"synthetic {engine}", "spk": voice, "off": at, "n": len(x)})
        at += len(x)
    path = Path(chosen.data) / "speech-synthetic"
    np.save(path.with_suffix(".npy"), np.concatenate(arrays))
    path.with_suffix(".json").write_text(json.dumps(items))
    print(f"{len(items)} items by {len({i['spk'] for i in items})} voices, {at / RATE / 3600:.2f} h")


if __name__ == "__main__":
    main()
