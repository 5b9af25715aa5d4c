"""Small random choices and spectra for everything that mixes; all chance comes from the generator passed in."""

import numpy as np
from scipy import fft

from .clips import RATE


def choose(rng, weights):
    """A key of a dict of weights."""
    keys = list(weights)
    p = np.fromiter(weights.values(), float)
    return keys[rng.choice(len(keys), p=p / p.sum())]


def chance(rng, probability):
    return rng.random() < probability


def log_uniform(rng, low, high):
    return float(np.exp(rng.uniform(np.log(low), np.log(high))))


def decibels(db):
    return 10 ** (db / 20)


def rms(x):
    return float(np.sqrt(np.mean(np.square(x, dtype=np.float64)))) + 1e-9


def normal(rng, n):
    return rng.standard_normal(n, dtype=np.float32)


def spectrum(x, n):
    return fft.rfft(x, n)


def samples(spectrum, n, length):
    return fft.irfft(spectrum, n)[:length]


def frequencies(n):
    """Of rfft's bins in Hz, the first one raised to the second so that logarithms and powers exist."""
    f = np.arange(n // 2 + 1, dtype=np.float32) * np.float32(RATE / n)
    f[0] = f[1]
    return f


def resample(x, length):
    """x stretched or squeezed to about `length` samples' worth, of which the first `length`."""
    source = fft.next_fast_len(len(x), real=True)
    target = fft.next_fast_len(int(np.ceil(source * length / len(x))), real=True)
    return (
        fft.irfft(fft.rfft(x, source)[: target // 2 + 1], target)[:length] * np.float32(target / source)
    ).astype(np.float32)
