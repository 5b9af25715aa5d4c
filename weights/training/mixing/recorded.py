"""Recorded noises: stretches of one class of sounds strung together, short ones with pauses between."""

import numpy as np

from .draw import chance, choose, decibels, resample

FADE = 320
THROATS = ("cough", "sneeze", "yawn", "breath", "baby", "snor", "vomit", "laugh", "cheer")  # in names of classes


class Noises:
    def __init__(self, clips):
        self.clips = clips
        self.weights = {kind: clips.variety(kind) for kind in clips.kinds}
        self.throats = [
            spans
            for classes in clips.kinds.values()
            for name, spans in classes.items()
            if any(part in name.lower() for part in THROATS)
        ]

    def sound(self, rng, length):
        classes = self.clips.kinds[choose(rng, self.weights)]
        names = list(classes)
        return self._of(rng, classes[names[rng.integers(len(names))]], length)

    def throat(self, rng, length):
        """People who do not speak, hardest to tell from speech; any sound where there are no such recordings."""
        if not self.throats:
            return self.sound(rng, length)
        return self._of(rng, self.throats[rng.integers(len(self.throats))], length)

    def _of(self, rng, spans, length):
        speed = rng.uniform(0.75, 1.33) if chance(rng, 0.4) else 1.0
        x = self._string(rng, spans, int(length * speed))
        if chance(rng, 0.1):
            x = x[::-1].copy()
        return x if len(x) == length else resample(x, length)

    def _string(self, rng, spans, length):
        out = np.zeros(length, np.float32)
        at, pauses = 0, chance(rng, 0.4)
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
