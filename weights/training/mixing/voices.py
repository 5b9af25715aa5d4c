"""Speech: one person talking for the length of a clip, and babble made of several."""

import numpy as np

from .draw import chance, choose, decibels, resample, rms


class Voices:
    def __init__(self, clips):
        self.clips = clips
        self.weights = {kind: clips.variety(kind) for kind in clips.kinds}

    def talk(self, rng, length):
        """Sentences of one voice with pauses; the first may have begun before the clip."""
        people = self.clips.kinds[choose(rng, self.weights)]
        names = list(people)
        spans = people[names[rng.integers(len(names))]]
        speed = rng.uniform(0.88, 1.14) if chance(rng, 0.3) else 1.0
        x = self._string(rng, spans, int(length * speed))
        return x if len(x) == length else resample(x, length)

    def _string(self, rng, spans, length):
        out = np.zeros(length, np.float32)
        at = int(rng.integers(0, 8000)) if chance(rng, 0.4) else -int(rng.integers(0, 24000))
        while at < length - 3200:
            x = self.clips.read(spans[rng.integers(len(spans))])
            if at < 0:  # begun before, but something of it is heard
                x, at = x[max(0, min(len(x) - 4000, -at)) :], 0
            n = min(len(x), length - at)
            out[at : at + n] += x[:n]
            at += len(x) + int(rng.integers(800, 16000 if chance(rng, 0.2) else 8000))
        return out

    def babble(self, rng, length):
        total = np.zeros(length, np.float32)
        for _ in range(rng.integers(3, 9)):
            voice = self.talk(rng, length)
            total += voice / rms(voice) * np.float32(decibels(rng.uniform(-9, 0)))
        return total
