"""Makes the short noisy recordings of samples/: python samples.py --data FOLDER --out FOLDER"""

import argparse
from pathlib import Path

import numpy as np

from mixing import Clips, synthetic
from mixing.clips import RATE
from mixing.draw import decibels, rms
from mixing.mixture import active_power

# name: voice, noise (a recorded class, or a function of mixing.synthetic), SNR in dB, seconds, seed
RECIPES = {
    "keyboard": ("kathleen", ("keystroke", "keyboard"), 3, 5, 5),
    "street": ("kerstin", ("berlin_noise", "1CDCDA78"), 2, 6, 8),
    "fan": ("nathalie", synthetic.fan, 2, 6, 12),
}


def talk(rng, clips, kind, length):
    """Whole sentences of a voice with short pauses, after 0.4 s of noise alone."""
    spans = next(iter(clips.kinds[kind].values()))
    out, at = np.zeros(length, np.float32), int(0.4 * RATE)
    for k in rng.permutation(len(spans)):
        x = clips.read(spans[k])
        if at + len(x) < length - 2000:
            out[at : at + len(x)] = x
            at += len(x) + 4000
    return out


def recorded(rng, clips, noise, length):
    kind, name = noise
    long_enough = [span for span in clips.kinds[kind][name] if span[1] > length + RATE]
    return clips.read(long_enough[rng.integers(len(long_enough))], rng, length)


def main():
    import soundfile

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", required=True)
    chosen = parser.parse_args()
    speech, noises = Clips.packed(chosen.data, "speech"), Clips.packed(chosen.data, "noise")
    for name, (voice, source, snr, seconds, seed) in RECIPES.items():
        rng = np.random.default_rng(seed)
        clean = talk(rng, speech, voice, seconds * RATE)
        noise = source(rng, len(clean)) if callable(source) else recorded(rng, noises, source, len(clean))
        noise = np.resize(noise, len(clean)) * np.float32(
            np.sqrt(active_power(clean)) / rms(noise) * decibels(-snr)
        )
        mixed = clean + noise
        soundfile.write(
            Path(chosen.out) / f"{name}.wav", mixed * (0.5 / np.abs(mixed).max()), RATE, subtype="PCM_16"
        )


if __name__ == "__main__":
    main()
