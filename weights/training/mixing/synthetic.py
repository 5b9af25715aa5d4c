"""Noises made on the fly, each a function (rng, length) -> samples of no particular level."""

import numpy as np
from scipy import fft

from .clips import RATE
from .draw import chance, frequencies, log_uniform, normal, rms, samples


def coloured(rng, length):
    """From white to brown, now and then with a broad hump."""
    n = fft.next_fast_len(length, real=True)
    f = frequencies(n)
    shape = np.maximum(f, 40) ** np.float32(-rng.uniform(0, 1.1))
    if chance(rng, 0.4):
        centre, width = log_uniform(rng, 200, 7000), rng.uniform(0.3, 2)
        shape = shape * (0.05 + np.exp(-0.5 * (np.log2(f / centre) / width) ** 2))
    x = samples(fft.rfft(normal(rng, n)) * shape.astype(np.float32), n, length)
    return x / rms(x)


def slow_curve(rng, length, per_second, depth_db):
    """A gain that wanders: random points `per_second` joined smoothly."""
    points = rng.uniform(-depth_db, 0, int(length / RATE * per_second) + 3)
    at = np.arange(length, dtype=np.float32) * np.float32(per_second / RATE) + rng.random()
    return (10 ** (np.interp(at, np.arange(len(points)), points) / 20)).astype(np.float32)


def harmonics(rng, length, base, count, tilt):
    """A tone and its overtones, overtone h falling as h^-tilt, the pitch drifting a little."""
    drift = 1 + rng.uniform(0, 0.01) * np.interp(
        np.arange(length), np.linspace(0, length, 6), rng.uniform(-1, 1, 6)
    )
    turn = np.exp(2j * np.pi * base / RATE * np.cumsum(drift)).astype(np.complex64)
    x, overtone = np.zeros(length, np.float32), np.ones(length, np.complex64)
    for h in range(1, min(count, int(7800 / base)) + 1):
        overtone *= turn
        x += (overtone * np.complex64(rng.uniform(0.2, 1) * h**-tilt * np.exp(1j * rng.uniform(0, 6.3)))).imag
    return x / rms(x)


def hum(rng, length):
    """Mains hum with overtones in a faint hiss."""
    x = harmonics(
        rng,
        length,
        rng.choice([50, 60, 100, 120]) * rng.uniform(0.99, 1.01),
        rng.integers(2, 20),
        rng.uniform(0.3, 1.5),
    )
    return x + coloured(rng, length) * np.float32(log_uniform(rng, 0.02, 1))


def motor(rng, length):
    """Vacuum cleaner, drill, engine: a whine over a broad roar, now and then changing speed."""
    whine = harmonics(rng, length, log_uniform(rng, 40, 700), rng.integers(4, 30), rng.uniform(0.2, 1.2))
    x = whine * np.float32(log_uniform(rng, 0.1, 1.5)) + coloured(rng, length)
    return x * slow_curve(rng, length, rng.uniform(0.5, 3), rng.uniform(0, 8))


def fan(rng, length):
    """Rushing air chopped by the blades."""
    blades = log_uniform(rng, 3, 120)
    chop = 1 + np.float32(rng.uniform(0, 0.5)) * np.sin(
        2 * np.pi * blades / RATE * np.arange(length, dtype=np.float32)
    )
    return coloured(rng, length) * chop + harmonics(rng, length, max(blades, 40), 6, 1) * np.float32(
        rng.uniform(0, 0.4)
    )


def passing(rng, length):
    """Traffic, wind, trains: low noise that swells and fades, with a brighter part swelling on its own."""
    f = frequencies(n := fft.next_fast_len(length, real=True))
    corner = log_uniform(rng, 80, 800)
    low = samples(fft.rfft(normal(rng, n)) / (1 + (f / corner) ** 2).astype(np.float32), n, length)
    low = low / rms(low) * slow_curve(rng, length, rng.uniform(0.3, 3), rng.uniform(5, 25))
    return low + coloured(rng, length) * slow_curve(rng, length, rng.uniform(0.5, 4), 30) * np.float32(
        rng.uniform(0, 0.5)
    )


def knocks(rng, length):
    """Impulses: a few ringing modes each, from one knock to the rattle of typing."""
    x = np.zeros(length, np.float32)
    n = int(RATE * 0.25)
    t = np.arange(n, dtype=np.float32) / RATE
    strikes = []
    for _ in range(rng.integers(1, 5)):
        modes, decay = (
            [log_uniform(rng, 80, 7000) for _ in range(rng.integers(1, 6))],
            log_uniform(rng, 0.003, 0.08),
        )
        strike = sum(
            rng.uniform(0.2, 1)
            * np.sin(2 * np.pi * f * t + rng.uniform(0, 6.3))
            * np.exp(-t / decay * rng.uniform(0.5, 2))
            for f in modes
        )
        click = normal(rng, n) * np.exp(-t / log_uniform(rng, 0.0005, 0.03))
        strikes.append(
            (strike / rms(strike) * rng.uniform(0, 1) + click / rms(click) * rng.uniform(0.1, 1)).astype(
                np.float32
            )
        )
    at, gap = rng.uniform(0, 0.5) * RATE, log_uniform(rng, 0.06, 1.2) * RATE
    while at < length:
        strike = strikes[rng.integers(len(strikes))][: length - int(at)]
        x[int(at) : int(at) + len(strike)] += strike * np.float32(10 ** (rng.uniform(-15, 0) / 20))
        at += gap * rng.gamma(2, 0.5) + 200
    return x


def shaped_voices(rng, length):
    """The murmur of a crowd far away: noise with the long-term spectrum of speech, in waves."""
    f = frequencies(n := fft.next_fast_len(length, real=True))
    shape = (f / 500) / (1 + (f / rng.uniform(400, 700)) ** rng.uniform(2, 3))
    x = samples(fft.rfft(normal(rng, n)) * shape.astype(np.float32), n, length)
    return x / rms(x) * slow_curve(rng, length, rng.uniform(2, 8), rng.uniform(4, 20))
