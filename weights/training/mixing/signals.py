"""Sounds of devices: beeps, chimes, sweeps, alarms and rows of clicks, one after the other with pauses.

A network that was trained without them lets them through.
"""

import numpy as np

from .clips import RATE
from .draw import chance, log_uniform, normal, rms


def tone(rng, pitch, overtones, tilt):
    """Overtones of a pitch that may change, in Hz for each sample."""
    turn = np.exp(2j * np.pi / RATE * np.cumsum(pitch)).astype(np.complex64)
    x, overtone = np.zeros(len(pitch), np.float32), np.ones(len(pitch), np.complex64)
    for h in range(1, overtones + 1):
        overtone = overtone * turn
        heard = np.clip((7900 - h * pitch) / 200, 0, 1)
        strength = np.complex64(rng.uniform(0.3, 1) * h**-tilt * np.exp(1j * rng.uniform(0, 6.3)))
        x += (overtone * strength).imag * heard.astype(np.float32)
    return x


def any_pitch(rng, low, high):
    """By octaves, at times by Hz: high tones are rare in speech and common in devices."""
    return rng.uniform(2000, high) if chance(rng, 0.4) else log_uniform(rng, low, high)


def faded(rng, x, struck):
    """With a quick beginning, then dying away (struck) or ending at once."""
    rise = min(int(log_uniform(rng, 0.0005, 0.03) * RATE) + 1, len(x))
    x[:rise] *= np.linspace(0, 1, rise, dtype=np.float32)
    if struck:
        return x * np.exp(-np.arange(len(x), dtype=np.float32) / np.float32(len(x) * rng.uniform(0.1, 0.5)))
    x[-rise:] *= np.linspace(1, 0, rise, dtype=np.float32)
    return x


def beep(rng, overtones, tilt):
    pitch = np.full(int(log_uniform(rng, 0.04, 0.8) * RATE), any_pitch(rng, 200, 7900))
    return faded(rng, tone(rng, pitch, overtones, tilt), chance(rng, 0.3))


def sweep(rng, overtones, tilt):
    """From one pitch to another, at first fast or at first slow."""
    n = int(log_uniform(rng, 0.05, 1.2) * RATE)
    course = np.linspace(0, 1, n) ** log_uniform(rng, 0.3, 3)
    pitch = any_pitch(rng, 100, 8000) ** (1 - course) * any_pitch(rng, 100, 8000) ** course
    return faded(rng, tone(rng, pitch, overtones, tilt), chance(rng, 0.5))


def chime(rng, overtones, tilt):
    """A few notes, each struck while the one before still sounds."""
    gap, notes = int(log_uniform(rng, 0.05, 0.3) * RATE), rng.integers(2, 6)
    long, base = int(rng.uniform(0.2, 1) * RATE), log_uniform(rng, 250, 2500)
    x = np.zeros(gap * (notes - 1) + long, np.float32)
    for k in range(notes):
        pitch = np.full(long, base * 2 ** (rng.integers(-12, 13) / 12))
        x[k * gap : k * gap + long] += faded(rng, tone(rng, pitch, overtones, tilt), True)
    return x


def alarm(rng, overtones, tilt):
    """Wavers between two pitches, or goes on and off."""
    n = int(rng.uniform(0.3, 2.5) * RATE)
    wave = np.sin(2 * np.pi * log_uniform(rng, 2, 30) * np.arange(n) / RATE + rng.uniform(0, 6.3))
    if chance(rng, 0.5):
        wave = np.sign(wave)
    base, depth = any_pitch(rng, 300, 5000), rng.uniform(0, 0.5)
    x = tone(rng, base * 2 ** (depth * wave), overtones, tilt)
    return faded(rng, x if chance(rng, 0.5) else x * (wave > 0), False)


def rattle(rng, *_):
    """Equal clicks, evenly spaced: a wheel of a mouse, a relay, a printer, a phone that buzzes."""
    click = normal(rng, 400) * np.exp(-np.arange(400) / log_uniform(rng, 3, 100))
    if chance(rng, 0.6):
        ring = np.full(400, any_pitch(rng, 150, 7900))
        click = click * rng.uniform(0, 1) + tone(rng, ring, 1, 0) * np.exp(
            -np.arange(400) / log_uniform(rng, 10, 120)
        )
    gap, count = int(log_uniform(rng, 0.008, 0.15) * RATE), rng.integers(1, 40)
    x = np.zeros(count * gap + 400, np.float32)
    for k in range(count):
        x[k * gap : k * gap + 400] += (click * rng.uniform(0.6, 1)).astype(np.float32)
    return x


def signals(rng, length):
    """One to three sounds of a device, repeated in any order."""
    kinds = [(beep, sweep, sweep, chime, alarm, rattle)[rng.integers(6)] for _ in range(rng.integers(1, 4))]
    sounds = []
    for kind in kinds:
        x = kind(rng, 1 if chance(rng, 0.35) else rng.integers(2, 20), rng.uniform(0, 1.5))
        sounds.append(x / rms(x) * np.float32(log_uniform(rng, 0.2, 1)))
    out, at = np.zeros(length, np.float32), int(rng.uniform(-0.3, 0.5) * RATE)
    pause = log_uniform(rng, 0.02, 1.5) * RATE
    while at < length:
        x = sounds[rng.integers(len(sounds))][max(0, -at) :][: length - max(0, at)]
        out[max(0, at) : max(0, at) + len(x)] += x
        at += max(len(x), 400) + int(pause * rng.gamma(2, 0.5))
    return out
