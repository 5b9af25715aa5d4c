"""Noises of places and machines that few free recordings hold, made of short ones that sound alike.

Layers of steady sounds, each a random stretch at another speed through an equaliser of its own, now and then an
event over them, and a noise from arithmetic below.
"""

from typing import NamedTuple

import numpy as np
from scipy import fft

from . import synthetic
from .channel import equaliser, low_pass
from .draw import chance, decibels, frequencies, log_uniform, resample, rms, samples, spectrum


class Place(NamedTuple):
    """Parts of names of recordings, speed of the steady ones, names of computed noises, lowest cut of highs in Hz."""

    steady: tuple
    events: tuple
    speed: tuple
    arithmetic: tuple
    dullest: float


PLACES = {
    "vacuum": Place(
        (
            "hairdryer",
            "chainsaw",
            "compressor",
            "drone_motor",
            "shaver",
            "air_conditioner",
            "boiler",
            "airplane",
        ),
        ("knock", "door"),
        (0.5, 1.3),
        ("motor", "coloured"),
        5000,
    ),
    "street": Place(
        ("berlin_noise", "city", "car_engine", "car_motor", "construction", "boat", "bikes"),
        ("car-horn", "horn", "bell", "dog", "birds", "footstep", "doorclapping", "train"),
        (0.6, 1.3),
        ("passing", "coloured"),
        2000,
    ),
    "train": Place(
        ("train", "boat", "helicopter", "roar", "lift", "earthquake", "windloop"),
        ("whistle", "doorclapping", "bell", "hydrolics", "cough"),
        (0.5, 1.2),
        ("passing", "knocks", "hum"),
        800,
    ),
    "dishwasher": Place(
        ("water", "stream", "boiler", "boiling", "heavy-rain", "underwater", "flush", "kitchen"),
        ("dishes", "glasshit", "coin", "keys"),
        (0.5, 1.1),
        ("hum", "fan", "motor"),
        800,
    ),
}


def stretch_of(rng, noises, names, length, speed):
    """A stretch of a sound whose name holds one of `names`, with filters of its own, at one loudness."""
    fast = rng.uniform(*speed)
    x = resample(noises.like(rng, names, int(length * fast), pauses=False), length)
    n = fft.next_fast_len(length, real=True)
    x = samples(spectrum(x, n) * equaliser(rng, frequencies(n), 9), n, length)
    return x / rms(x)


def place(rng, noises, name, length):
    wanted = PLACES[name]
    total = np.zeros(length, np.float32)
    for _ in range(rng.integers(1, 4)):
        layer = stretch_of(rng, noises, wanted.steady, length, wanted.speed)
        depth = rng.uniform(0, 12 if name in ("street", "train") else 5)
        wave = synthetic.slow_curve(rng, length, rng.uniform(0.2, 2), depth)
        total += layer * wave * np.float32(decibels(rng.uniform(-10, 0)))
    if chance(rng, 0.6):
        made = getattr(synthetic, wanted.arithmetic[rng.integers(len(wanted.arithmetic))])(rng, length)
        total += (made * (rms(total) / rms(made) * decibels(rng.uniform(-15, 3)))).astype(np.float32)
    if chance(rng, 0.5):
        n = fft.next_fast_len(length, real=True)
        dull = low_pass(frequencies(n), log_uniform(rng, wanted.dullest, 8000), rng.integers(1, 3))
        total = samples(spectrum(total, n) * dull.astype(np.float32), n, length)
    for _ in range(rng.integers(0, 4)):
        event = noises.like(rng, wanted.events, min(length, int(rng.uniform(0.5, 3) * 16000)), pauses=False)
        at = int(rng.integers(length - len(event) + 1))
        total[at : at + len(event)] += event * np.float32(
            rms(total) / rms(event) * decibels(rng.uniform(-12, 6))
        )
    return total


def crowd(rng, noises, voices, length):
    """Many people in a room, at times with dishes, applause or a recording of such a place."""
    total = voices.babble(rng, length, 5, 14)
    total /= rms(total)
    for names, share in (
        (("crowd", "coffee-shop", "applause", "cheer"), 0.4),
        (("dishes", "glasshit", "kitchen"), 0.4),
        (("baby", "laugh", "cough"), 0.25),
    ):
        if chance(rng, share):
            total += stretch_of(rng, noises, names, length, (0.85, 1.2)) * np.float32(
                decibels(rng.uniform(-15, 0))
            )
    return total
