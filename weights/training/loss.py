"""What training lowers. All signals are first scaled so that the clean one has one level: quiet clips count
as much as loud ones, faint speech in loud noise as much as speech nearly clean.

    distance    spectra with |X|^0.3: squared distance as complex numbers (× 30) and of magnitudes (× 70)
    si_snr      minus log10 of the scale-invariant signal-to-noise ratio
    resolutions magnitudes compared at windows of 10, 20 and 64 ms, weighted by the ear's bandwidths
"""

import torch

from ops import operators
from spectra import RATE, resynthesis, spectrum

LEVEL, NOISE_ALONE = (
    0.05,
    0.2,
)  # the noisy signal, scaled by the second, sets the level where speech is fainter still


def si_snr(estimate, target):
    """Over the clips with speech in them."""
    spoken = target.square().mean(1) > 1e-8
    if not spoken.any():
        return estimate.new_zeros(())
    estimate, target = estimate[spoken], target[spoken]
    part = (estimate * target).sum(1, keepdim=True) * target / (target.square().sum(1, keepdim=True) + 1e-8)
    return -torch.log10((part.square().sum(1) + 1e-8) / ((estimate - part).square().sum(1) + 1e-8)).mean()


def resolutions(estimate, target):
    total = 0
    for size in (160, 320, 1024):
        window = torch.hann_window(size, device=estimate.device)
        pair = [
            torch.stft(x, size, size // 4, size, window / size**0.5, return_complex=True).abs()
            for x in (estimate, target)
        ]
        hertz = torch.arange(size // 2 + 1, device=estimate.device) * RATE / size
        weight = 1 / (24.7 * (4.37e-3 * hertz + 1))  # per equivalent rectangular bandwidth
        weight = (weight / weight.mean())[:, None]
        total = total + (weight * ((pair[0] + 1e-5) ** 0.3 - (pair[1] + 1e-5) ** 0.3).abs()).mean()
    return total / 3


def rms(x):
    return x.square().mean(1, keepdim=True).sqrt()


def loss(network, noisy, clean, detail=0.0):
    """detail: weight of the resolutions"""
    level = LEVEL / torch.maximum(rms(clean), NOISE_ALONE * rms(noisy) + 1e-7)
    enhanced = network(spectrum(noisy))
    target = clean * level
    estimate = resynthesis(enhanced, clean.shape[1]) * level
    distance = operators(clean, True).compressed_distance(
        enhanced.transpose(1, 2), spectrum(clean).transpose(1, 2), level[:, 0], 30, 70
    )
    total = distance + si_snr(estimate, target)
    return total + detail * resolutions(estimate, target) if detail else total
