"""How different two signals sound: a distance of loudness over time and the ear's bands, after the ideas of
wide-band PESQ (ITU-T P.862.2), differentiable and on the network's own spectra.

Differences below a quarter of the loudness are not heard; what was added to the clean sound counts more
than what was taken, though a third of what PESQ lets it count: with more, quiet speech and first words were muted.
Bad moments count most. Unlike there, colouring that stays and gain that wanders are not made
up for first: where they were, the network took 5 to 9 dB from all sibilants.
"""

import functools

import torch

from spectra import RATE, WINDOW

BANDS = 42  # half a Bark each
RMS = 0.05  # of the clean speech
FULL = 10**9 / RMS**2 * 2 / (WINDOW * WINDOW / 2)  # a spectrum at that RMS to intensity, 90 dB SPL
EXPONENT, UNHEARD, LOUDNESS = 0.23, 0.25, 0.19
MOMENT, STEP = 20, 10  # frames of 16 ms
ADDED, ADDED_IN_PESQ, TAKEN = 0.0103, 0.031, 0.13


@functools.cache
def ear(device):
    """Bands (bins, 42) and the threshold of hearing in each, as intensity."""
    hertz = (torch.arange(WINDOW // 2 + 1) * RATE / WINDOW).double()
    bark = 13 * torch.atan(0.76e-3 * hertz) + 3.5 * torch.atan((hertz / 7500) ** 2)
    band = (bark / bark[-1] * BANDS).long().clamp(max=BANDS - 1)
    bands = torch.nn.functional.one_hot(band, BANDS).double()
    bands[0] = 0
    khz = ((bands * hertz[:, None]).sum(0) / bands.sum(0)).clamp(min=50) / 1000
    quiet = 3.64 * khz**-0.8 - 6.5 * torch.exp(-0.6 * (khz - 3.3) ** 2) + 1e-3 * khz**4
    return bands.float().to(device), (10 ** (quiet / 10)).float().to(device)


def intensity(spectrum, bands):
    """(batch, frames, bands)"""
    return FULL * torch.view_as_real(spectrum).square().sum(-1).transpose(1, 2) @ bands


def loudness(x, threshold):
    return LOUDNESS * (2 * threshold) ** EXPONENT * ((0.5 + 0.5 * x / threshold) ** EXPONENT - 1).clamp(min=0)


def moments(x):
    """Of disturbances (batch, frames): sixth powers within 320 ms, squares over all."""
    within = (x.unfold(1, min(MOMENT, x.shape[1]), STEP) ** 6).mean(2) ** (1 / 3)
    return (within.mean(1) + 1e-6).sqrt()


def disturbance(clean, processed, added=ADDED):
    """Of complex spectra (batch, bins, frames), clean speech near 0.05 RMS: one number for each clip."""
    bands, threshold = ear(clean.device)
    clean, processed = (intensity(x, bands) for x in (clean, processed))
    loud = [loudness(x, threshold) for x in (clean, processed)]
    difference = (loud[1] - loud[0]).abs()
    heard = (difference - UNHEARD * torch.minimum(*loud)).clamp(min=0) / 2  # in half Barks
    ratio = ((processed + 50) / (clean + 50)) ** 1.2
    extra = torch.where(ratio > 3, ratio.clamp(max=12), 0)
    width = BANDS / 2
    whole = (width * 2 * heard.square().sum(2) + 1e-6).sqrt()
    more = (heard * extra).sum(2) + 1e-3
    return TAKEN * moments(whole.clamp(max=45)) + added * moments(more.clamp(max=45))
