"""Makes other voices out of one: pitch, formants and tempo change independently."""

import numpy as np
from scipy import fft

from .draw import resample

FRAME, HOP, SEARCH = 512, 256, 128  # samples of 16 kHz; SEARCH is half of the pitch period of a low voice
ENVELOPE = 30  # cepstral coefficients that hold formants but no pitch
WINDOW = np.hanning(FRAME + 1)[:-1].astype(np.float32)


def stretch(x, length):
    """x in `length` samples at the same pitch: WSOLA, each frame taken where it best continues the one before."""
    frames = length // HOP + 2
    padded = np.pad(x, (FRAME + SEARCH, 2 * FRAME + 2 * SEARCH))
    starts = FRAME // 2 + SEARCH + (np.arange(frames) * (HOP * len(x) / length)).astype(int)
    out = np.zeros((frames + 1) * HOP, np.float32)
    at = starts[0]
    for k, start in enumerate(starts):
        if k:
            continuation = padded[at + HOP : at + HOP + HOP]
            at = (
                start
                - SEARCH
                + np.correlate(padded[start - SEARCH : start + SEARCH + HOP], continuation).argmax()
            )
        out[k * HOP : k * HOP + FRAME] += WINDOW * padded[at : at + FRAME]
    return out[FRAME // 2 : FRAME // 2 + length]


def move_formants(x, factor):
    """x with its spectral envelope stretched along frequency by `factor`; the pitch stays."""
    root = np.sqrt(WINDOW)
    padded = np.pad(x, (HOP, FRAME))
    starts = np.arange(0, len(x) + HOP, HOP)
    spectra = fft.rfft(padded[starts[:, None] + np.arange(FRAME)] * root)
    cepstra = fft.irfft(np.log(np.abs(spectra) + 1e-5))
    cepstra[:, ENVELOPE : FRAME - ENVELOPE + 1] = 0
    envelope = fft.rfft(cepstra).real
    source = np.arange(FRAME // 2 + 1) / factor
    low = np.minimum(source.astype(int), FRAME // 2 - 1)
    part = np.minimum(source - low, 1).astype(np.float32)
    moved = envelope[:, low] * (1 - part) + envelope[:, low + 1] * part
    frames = fft.irfft(spectra * np.exp(np.clip(moved - envelope, -2, 2))) * root
    out = np.zeros(len(padded) + FRAME, np.float32)
    for offset in (0, 1):  # frames that do not overlap are added at once
        rows = frames[offset::2].ravel()
        out[offset * HOP : offset * HOP + len(rows)] += rows
    return out[HOP : HOP + len(x)]


def vary(x, length, pitch, formants):
    """x brought to `length` samples, its frequencies multiplied by `pitch` and its formants by `formants`."""
    x = stretch(resample(x, int(len(x) / pitch)), length)
    return move_formants(x, formants / pitch)
