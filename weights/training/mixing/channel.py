"""What stands between a sound and the samples: equalisation, band limits, clipping.

Filters are gains per rfft bin.
"""

import numpy as np

from .draw import chance, log_uniform


def equaliser(rng, f, db=7):
    """A random curve through a few points."""
    octaves = np.log2(f)
    points = np.sort(rng.uniform(np.log2(50), 13, rng.integers(3, 8)))
    return (10 ** (np.interp(octaves, points, rng.uniform(-db, db, len(points))) / 20)).astype(np.float32)


def low_pass(f, corner, order):
    return 1 / np.sqrt(1 + (f / corner) ** (2 * order))


def high_pass(f, corner, order):
    return 1 / np.sqrt(1 + (corner / f) ** (2 * order))


def microphone(rng, f):
    """The device's own response: mostly flat, at times cheap, at times a telephone."""
    g = equaliser(rng, f) if chance(rng, 0.3) else np.ones_like(f)
    if chance(rng, 0.25):
        g = g * high_pass(f, log_uniform(rng, 40, 300), rng.integers(1, 4))
    if chance(rng, 0.12):
        g = g * low_pass(f, log_uniform(rng, 2800, 7500), rng.integers(2, 9))
    if chance(rng, 0.05):
        g = g * high_pass(f, rng.uniform(200, 350), 4) * low_pass(f, rng.uniform(3000, 3700), 10)
    return g.astype(np.float32)


def clip(rng, x):
    """Hard, or rounded off."""
    limit = np.abs(x).max() * np.float32(rng.uniform(0.25, 0.9))
    if limit == 0:
        return x
    if chance(rng, 0.5):
        return np.clip(x, -limit, limit)
    return limit * np.tanh(x / limit)


def shelf(rng, f):
    """Highs raised by 4 to 12 dB: some voices hiss more than those recorded."""
    corner, gain = rng.uniform(2500, 5000), 10 ** (rng.uniform(4, 12) / 20)
    return (1 + (gain - 1) * high_pass(f, corner, 2)).astype(np.float32)
