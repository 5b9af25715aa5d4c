"""From samples to spectra and back, and the bands the network hears in.

The STFT is centred and reflect-padded; each network has its own window.
"""

import numpy as np
import torch
from torch import nn

KEPT_BINS, ERB_BANDS, WINDOW, HOP, RATE = 65, 64, 512, 256, 16000


def hann():
    return torch.hann_window(WINDOW)


def spectrum(samples, window):
    """(batch, samples) -> complex (batch, 257, frames)"""
    return torch.stft(samples, WINDOW, HOP, WINDOW, window, return_complex=True)


def resynthesis(spectrum, length, window):
    """Behind the last whole hop there is only the end of a window, by which not to divide: zeros."""
    whole = min(length, (spectrum.shape[2] - 1) * HOP)
    samples = torch.istft(spectrum, WINDOW, HOP, WINDOW, window, length=whole)
    return torch.nn.functional.pad(samples, (0, length - whole))


def to_power(window):
    """What brings spectra through this window to the power they have through the root of a Hann window."""
    return (WINDOW / 2 / window.square().sum()).sqrt()


def erb_filters():
    """(64, 192): triangles equally wide on the ERB scale over the bins from 65 up."""

    def to_erb(hertz):
        return 21.4 * np.log10(0.00437 * hertz + 1)

    edges = np.linspace(to_erb(KEPT_BINS / WINDOW * RATE), to_erb(RATE / 2), ERB_BANDS)
    bins = np.round((10 ** (edges / 21.4) - 1) / 0.00437 / RATE * WINDOW).astype(int)
    filters = np.zeros((ERB_BANDS, WINDOW // 2 + 1), np.float32)
    tiny = 1e-12
    for low, high, band in zip(bins, bins[1:], range(ERB_BANDS)):
        rising = (np.arange(low, high) - low + tiny) / (high - low + tiny)
        filters[band, low:high] = (high - np.arange(low, high) + tiny) / (high - low + tiny)
        filters[band + 1, low:high] = rising
    filters[-1, bins[-2] : bins[-1] + 1] = 1 - filters[-2, bins[-2] : bins[-1] + 1]
    return torch.from_numpy(np.abs(filters[:, KEPT_BINS:]))


class ErbBands(nn.Module):
    """Fixed: 257 bins to 129 bands and back."""

    def __init__(self):
        super().__init__()
        self.erb_fc, self.ierb_fc = nn.Linear(192, 64, bias=False), nn.Linear(64, 192, bias=False)
        filters = erb_filters()
        self.erb_fc.weight, self.ierb_fc.weight = (
            nn.Parameter(w.contiguous(), False) for w in (filters, filters.t())
        )

    def analyse(self, x):
        return torch.cat([x[..., :KEPT_BINS], self.erb_fc(x[..., KEPT_BINS:])], -1)

    def widen(self, x):
        """(batch, time, 129) -> (batch, time, 257)"""
        return torch.cat([x[..., :KEPT_BINS], self.ierb_fc(x[..., KEPT_BINS:])], -1)

    def synthesise(self, x):
        """(batch, time, 129, 2) -> (batch, time, 257) complex"""
        high = self.ierb_fc(x[:, :, KEPT_BINS:].transpose(2, 3).contiguous()).transpose(2, 3)
        return torch.view_as_complex(torch.cat([x[:, :, :KEPT_BINS], high], 2))
