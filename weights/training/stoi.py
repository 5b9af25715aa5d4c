"""Short-time objective intelligibility: STOI (Taal et al. 2011) and ESTOI (Jensen and Taal 2016).

Both compare third-octave envelopes of clean and processed speech over 384 ms, silent frames left out.
"""

import numpy as np
from scipy.signal import resample_poly

RATE, FRAME, HOP, SIZE = 10000, 256, 128, 512
SEGMENT = 30  # frames of 12.8 ms
BANDS, LOWEST = 15, 150.0
RANGE_DB, CLIP_DB = 40, -15
WINDOW = np.hanning(FRAME + 2)[1:-1]
TINY = np.finfo(float).eps


def third_octaves():
    bins = np.arange(SIZE // 2 + 1) * RATE / SIZE
    edges = LOWEST * 2.0 ** ((2 * np.arange(BANDS + 1) - 1) / 6)
    nearest = np.argmin(np.abs(bins[:, None] - edges), 0)
    bands = np.zeros((BANDS, len(bins)))
    for k in range(BANDS):
        bands[k, nearest[k] : nearest[k + 1]] = 1
    return bands


def frames(x):
    starts = np.arange(0, len(x) - FRAME, HOP)
    return x[starts[:, None] + np.arange(FRAME)] * WINDOW


def without_silence(clean, processed):
    """Both without the frames in which the clean one is 40 dB below its loudest, overlap-added again."""
    pair = frames(clean), frames(processed)
    level = 20 * np.log10(np.linalg.norm(pair[0], axis=1) + TINY)
    kept = level > level.max() - RANGE_DB
    joined = []
    for x in pair:
        x = x[kept]
        out = np.zeros((len(x) - 1) * HOP + FRAME)
        for k, frame in enumerate(x):
            out[k * HOP : k * HOP + FRAME] += frame
        joined.append(out)
    return joined


def envelopes(x):
    """(bands, frames)"""
    power = np.abs(np.fft.rfft(frames(x), SIZE)) ** 2
    return np.sqrt(third_octaves() @ power.T)


def segments(clean, processed, rate):
    """Envelopes of both as (segments, bands, 30)."""
    if rate != RATE:
        clean, processed = (resample_poly(x, RATE, rate) for x in (clean, processed))
    pair = [envelopes(x) for x in without_silence(np.asarray(clean, float), np.asarray(processed, float))]
    count = pair[0].shape[1] - SEGMENT + 1
    if count < 1:
        raise ValueError("less than 384 ms of speech: too short to say")
    return [np.stack([e[:, k : k + SEGMENT] for k in range(count)]) for e in pair]


def normalised(x, axis):
    x = x - x.mean(axis, keepdims=True)
    return x / (np.linalg.norm(x, axis=axis, keepdims=True) + TINY)


def stoi(clean, processed, rate=16000):
    x, y = segments(clean, processed, rate)
    y = y * (np.linalg.norm(x, axis=2, keepdims=True) / (np.linalg.norm(y, axis=2, keepdims=True) + TINY))
    y = np.minimum(y, x * (1 + 10 ** (-CLIP_DB / 20)))
    return float((normalised(x, 2) * normalised(y, 2)).sum(2).mean())


def estoi(clean, processed, rate=16000):
    x, y = (normalised(normalised(e, 2), 1) for e in segments(clean, processed, rate))
    return float((x * y).sum((1, 2)).mean() / SEGMENT)
