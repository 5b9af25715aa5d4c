"""Speech: one person talking for the length of a scene, and babble made of several."""

import numpy as np

from . import shares
from .clips import RATE
from .draw import chance, choose, decibels, resample, rms
from .variation import vary

CEILINGS = {"festru": 6000, "arabic": 7000}  # Hz: above, these collections lack what speech has
NYQUIST = RATE / 2


class Voices:
    def __init__(self, clips):
        self.clips = clips
        self.weights = {kind: clips.variety(kind) for kind in clips.kinds}
        synthetic = [kind for kind in self.weights if kind.startswith("synthetic")]
        human = sum(w for kind, w in self.weights.items() if kind not in synthetic)
        if synthetic and human:
            share = shares.SYNTHETIC / (1 - shares.SYNTHETIC) * human
            share /= sum(self.weights[kind] for kind in synthetic)
            self.weights |= {kind: share * self.weights[kind] for kind in synthetic}

    def talk(self, rng, length, changes=shares.VOICES):
        """Sentences of one voice with pauses, the first perhaps begun before; and up to which frequency they are whole."""
        kind = choose(rng, self.weights)
        people = self.clips.kinds[kind]
        names = list(people)
        spans = people[names[rng.integers(len(names))]]
        change, pitch, tempo = choose(rng, changes), 1.0, 1.0
        if change == "resampled":
            pitch = tempo = rng.uniform(*shares.SPEED)
        elif change == "varied":
            pitch, formants = 2 ** (rng.uniform(-shares.SEMITONES, shares.SEMITONES, 2) / 12)
            tempo = rng.uniform(*shares.TEMPO)
        x = self._string(rng, spans, int(length * tempo))
        if change == "resampled":
            x = resample(x, length)
        elif change == "varied":
            x = vary(x, length, pitch, formants)
        return x, min(NYQUIST, pitch * CEILINGS.get(kind, NYQUIST))

    def _string(self, rng, spans, length):
        out = np.zeros(length, np.float32)
        at = -int(rng.integers(0, 24000)) if chance(rng, shares.BEGUN) else int(rng.integers(0, 8000))
        while at < length - 3200:
            x = self.clips.read(spans[rng.integers(len(spans))])
            if at < 0:  # begun before, but something of it is heard
                x, at = x[max(0, min(len(x) - 4000, -at)) :], 0
            n = min(len(x), length - at)
            out[at : at + n] += x[:n]
            at += len(x) + int(rng.integers(800, 16000 if chance(rng, 0.2) else 8000))
        return out

    def babble(self, rng, length, fewest=3, most=8):
        total = np.zeros(length, np.float32)
        for _ in range(rng.integers(fewest, most + 1)):
            voice, _ = self.talk(rng, length, {"as recorded": 1, "resampled": 1})
            total += voice / rms(voice) * np.float32(decibels(rng.uniform(-9, 0)))
        return total
