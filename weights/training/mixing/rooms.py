"""Room responses by the image method: mirrored sources for the first reflections, then decaying noise."""

import numpy as np

from .clips import RATE
from .draw import normal

SPEED_OF_SOUND = 343.0
LENGTH = 8000  # samples of a response
IMAGES = int(0.08 * RATE)  # up to here mirrored sources, later noise
EARLY = int(0.05 * RATE)  # the part of a room that stays in the target


class Room:
    """A box with walls of about one material; `response` is for a random source and microphone in it."""

    def __init__(self, rng):
        self.size = np.array([rng.uniform(2.5, 9), rng.uniform(2.2, 7), rng.uniform(2.2, 3.6)])
        volume, surface = (
            self.size.prod(),
            2 * (self.size[0] * self.size[1] + self.size[1] * self.size[2] + self.size[0] * self.size[2]),
        )
        self.decay_seconds = rng.uniform(0.12, 0.75)
        absorbed = 1 - np.exp(-0.161 * volume / (surface * self.decay_seconds))
        self.reflection = np.sqrt(np.clip(1 - absorbed * rng.uniform(0.7, 1.3, (2, 3)), 0.02, 0.98))
        self.damping = rng.uniform(0.2, 0.8)

    def response(self, rng, closest=0.3):
        microphone = self.size * rng.uniform(0.1, 0.9, 3)
        for _ in range(20):
            source = self.size * rng.uniform(0.1, 0.9, 3)
            if np.linalg.norm(source - microphone) >= closest:
                break
        delay, gain = self._images(source, microphone)
        delay = delay - delay.min()
        kept = delay < IMAGES - 1
        whole = delay[kept].astype(int)
        part = (delay[kept] - whole) * (whole > 0)
        h = np.bincount(whole, gain[kept] * (1 - part), LENGTH) + np.bincount(
            whole + 1, gain[kept] * part, LENGTH
        )
        return self._with_tail(rng, (h / gain.max()).astype(np.float32))

    def _images(self, source, microphone):
        """Delay in samples and gain of every mirrored source within reach."""
        reach = np.ceil(IMAGES / RATE * SPEED_OF_SOUND / (2 * self.size)).astype(int) + 1
        axes = []
        for axis in range(3):
            n = np.arange(-reach[axis], reach[axis] + 1)[:, None]
            q = np.array([0, 1])
            offset = (1 - 2 * q) * source[axis] + 2 * n * self.size[axis] - microphone[axis]
            gain = self.reflection[0, axis] ** np.abs(n - q) * self.reflection[1, axis] ** np.abs(n)
            axes.append((offset.ravel() ** 2, gain.ravel()))
        distance = np.sqrt(axes[0][0][:, None, None] + axes[1][0][:, None] + axes[2][0]).ravel()
        gain = (axes[0][1][:, None, None] * axes[1][1][:, None] * axes[2][1]).ravel() / np.maximum(
            distance, 0.1
        )
        return distance / SPEED_OF_SOUND * RATE, gain

    def _with_tail(self, rng, h):
        t = np.arange(LENGTH, dtype=np.float32) / RATE
        tail = normal(rng, LENGTH) * np.exp(-6.9 / self.decay_seconds * t).astype(np.float32)
        tail[1:] = tail[1:] + np.float32(self.damping) * tail[:-1]  # high notes die first
        window = slice(IMAGES // 2, IMAGES)
        level = np.sqrt((h[window] ** 2).sum() / ((tail[window] ** 2).sum() + 1e-20))
        rising = np.clip((np.arange(LENGTH) - IMAGES // 2) / (IMAGES // 2), 0, 1).astype(np.float32)
        return h + tail * level * rising


def early(response):
    """The response fading out after 50 ms."""
    fade = np.clip(1 - (np.arange(len(response)) - EARLY) / (EARLY // 2), 0, 1)
    return response * fade.astype(np.float32)
