"""How intelligible speech stays, as something to be raised: STOI and ESTOI (see stoi.py), differentiable.

At 16 kHz without resampling and up to 6.8 kHz, two bands further than theirs. Of the segments of 384 ms,
taken where the clean signal is not silent, every third counts.
"""

import functools

import torch

from spectra import RATE

FRAME, HOP, SIZE = 410, 205, 512  # 25.6 ms, 12.8 ms, with zeros behind
BANDS, LOWEST = 17, 150.0
SEGMENT, STRIDE = 30, 3  # frames
SILENCE = 1e-4  # of the loudest frame's power
HEADROOM = 1 + 10 ** (15 / 20)  # of the processed over the clean


@functools.cache
def third_octaves(device):
    """(bands, bins)"""
    edges = LOWEST * 2.0 ** ((2 * torch.arange(BANDS + 1) - 1) / 6)
    nearest = (edges * SIZE / RATE).round()
    bins = torch.arange(SIZE // 2 + 1)
    return ((bins >= nearest[:-1, None]) & (bins < nearest[1:, None])).float().to(device)


def powers(x):
    """(batch, bins, frames)"""
    window = torch.hann_window(FRAME, device=x.device)
    spectrum = torch.stft(x, SIZE, HOP, FRAME, window, center=False, return_complex=True)
    return torch.view_as_real(spectrum).square().sum(-1)


def segments(clean, processed):
    """Envelopes of both, (segments, bands, 30), from all clips of (batch, samples) that have speech."""
    bands, pair = third_octaves(clean.device), [powers(x) for x in (clean, processed)]
    level = pair[0].sum(1)
    spoken = level > torch.clamp(level.amax(1, keepdim=True) * SILENCE, min=1e-4)
    envelopes = [(bands @ power + 1e-6).sqrt() for power in pair]
    return [
        torch.cat(
            [
                clip[:, kept].unfold(1, SEGMENT, STRIDE).transpose(0, 1)
                for clip, kept in zip(envelope, spoken)
                if kept.sum() >= SEGMENT
            ]
            or [clean.new_zeros(0, BANDS, SEGMENT)]
        )
        for envelope in envelopes
    ]


def norm(x, axis):
    return (x.square().sum(axis, keepdim=True) + 1e-8).sqrt()


def normalised(x, axis):
    x = x - x.mean(axis, keepdim=True)
    return x / norm(x, axis)


def measures(clean, processed):
    """STOI and ESTOI, means over segments; None where there is no speech. Clean speech near 0.05 RMS."""
    x, y = segments(clean, processed)
    if not len(x):
        return None
    limited = torch.minimum(y * (norm(x, 2) / norm(y, 2)), x * HEADROOM)
    by_band = (normalised(x, 2) * normalised(limited, 2)).sum(2).mean()
    x, y = (normalised(normalised(e, 2), 1) for e in (x, y))
    return by_band, (x * y).sum((1, 2)).mean() / SEGMENT


def intelligibility(clean, processed):
    found = measures(clean, processed)
    return found and (found[0] + found[1]) / 2
