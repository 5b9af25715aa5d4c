"""Recorded noises: stretches of one class of sounds strung together, short ones with pauses between."""

import numpy as np

from .draw import chance, choose, decibels, resample
from .variation import vary

FADE = 320
DEVICES = ("kenney", "sonicpi", "click", "bell", "horn", "coin", "typing")  # in names of classes
THROATS = ("cough", "sneeze", "yawn", "breath", "snor", "vomit", "laugh", "cheer")


class Noises:
    def __init__(self, clips):
        self.clips = clips
        self.weights = {kind: clips.variety(kind) for kind in clips.kinds}
        self.classes = {
            f"{kind} {name}".lower(): spans
            for kind, classes in clips.kinds.items()
            for name, spans in classes.items()
        }

    def sound(self, rng, length):
        classes = self.clips.kinds[choose(rng, self.weights)]
        names = list(classes)
        return self._of(rng, classes[names[rng.integers(len(names))]], length)

    def like(self, rng, names, length, pauses=True):
        """A class whose name holds one of `names`; any class where there is none."""
        found = [spans for name, spans in self.classes.items() if any(part in name for part in names)]
        found = found or list(self.classes.values())
        return self._of(rng, found[rng.integers(len(found))], length, pauses)

    def throat(self, rng, length):
        """People who do not speak: hardest to tell from speech. Few were recorded, so other throats are made of them."""
        x = self.like(rng, THROATS, length)
        return vary(x, length, *2 ** (rng.uniform(-5, 5, 2) / 12)) if chance(rng, 0.6) else x

    def devices(self, rng, length):
        return self.like(rng, DEVICES, length)

    def crying(self, rng, length):
        return self.like(rng, ("baby",), length)

    def _of(self, rng, spans, length, pauses=True):
        speed = rng.uniform(0.7, 1.4) if chance(rng, 0.6) else 1.0
        x = self._string(rng, spans, int(length * speed), pauses and chance(rng, 0.4))
        if chance(rng, 0.1):
            x = x[::-1].copy()
        return x if len(x) == length else resample(x, length)

    def _string(self, rng, spans, length, pauses):
        out, at = np.zeros(length, np.float32), 0
        for _ in range(60):
            if at >= length - 2 * FADE:
                break
            x = self.clips.read(spans[rng.integers(len(spans))], rng, length - at)
            if len(x) < 400:
                continue
            n = min(len(x), length - at)
            x = x[:n] * np.float32(decibels(rng.uniform(-4, 4)))
            fade = np.linspace(0, 1, min(FADE, n // 4), dtype=np.float32)
            x[: len(fade)] *= fade
            x[n - len(fade) :] *= fade[::-1]
            out[at : at + n] += x
            at += n + (int(rng.integers(16000)) if pauses and n < 24000 else -len(fade))
        return out
