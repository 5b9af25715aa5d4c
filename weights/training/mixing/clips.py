"""Recordings in memory: one int16 array (16 kHz mono) and where each lies, of what kind it is and whose."""

import json
from collections import defaultdict
from math import gcd
from pathlib import Path

import numpy as np

RATE = 16000


class Clips:
    def __init__(self, samples, items):
        """items: dicts with off, n (samples), kind (a collection) and spk (a voice, or a class of sounds)."""
        self.samples = samples
        self.kinds = defaultdict(lambda: defaultdict(list))
        for item in items:
            self.kinds[item["kind"]][item["spk"]].append((item["off"], item["n"]))

    @classmethod
    def packed(cls, folder, name):
        """NAME.npy with its index NAME.json, and NAME-*.npy beside it"""
        arrays, items, at = [], [], 0
        for path in sorted(Path(folder).glob(f"{name}.npy")) + sorted(Path(folder).glob(f"{name}-*.npy")):
            arrays.append(np.load(path))
            more = json.loads(path.with_suffix(".json").read_text())
            items += [item | {"off": at + item["off"]} for item in more]
            at += len(arrays[-1])
        if not arrays:
            raise SystemExit(f"{Path(folder) / name}.npy: no such file")
        return cls(np.concatenate(arrays), items)

    @classmethod
    def from_folder(cls, folder):
        """Every audio file below a folder; a file's own folder names the voice or class."""
        import soundfile
        from scipy.signal import resample_poly

        arrays, items, at = [], [], 0
        for path in sorted(
            p
            for p in Path(folder).rglob("*")
            if p.suffix.lower() in (".wav", ".flac", ".ogg", ".opus", ".mp3")
        ):
            samples, rate = soundfile.read(path, dtype="float32", always_2d=True)
            common = gcd(rate, RATE)
            mono = resample_poly(samples.mean(1), RATE // common, rate // common)
            arrays.append(np.clip(np.round(mono * 32767), -32768, 32767).astype(np.int16))
            items.append({"kind": "own", "spk": path.parent.name, "off": at, "n": len(mono)})
            at += len(mono)
        if not items:
            raise SystemExit(f"{folder}: no audio files (WAV, FLAC, Ogg, Opus, MP3) found")
        return cls(np.concatenate(arrays), items)

    def hours(self, kind):
        return sum(n for group in self.kinds[kind].values() for _, n in group) / RATE / 3600

    def variety(self, kind):
        """How often to draw from a kind: less than by its length, more when it has many voices or classes."""
        return self.hours(kind) ** 0.75 * (1 + np.log10(len(self.kinds[kind])))

    def read(self, span, rng=None, longest=None):
        """One recording as float without the digital silence around it, or a random stretch of `longest` samples."""
        offset, n = span
        if longest is not None and n > longest:
            offset, n = offset + int(rng.integers(n - longest + 1)), longest
        x = self.samples[offset : offset + n]
        sounding = np.flatnonzero(np.abs(x) > 3)
        if len(sounding) == 0:
            return np.zeros(0, np.float32)
        return x[sounding[0] : sounding[-1] + 1].astype(np.float32) * np.float32(1 / 32768)
