"""What training lowers. All signals are first scaled so that the clean one has one level: quiet clips count
as much as loud ones, faint speech in loud noise as much as speech nearly clean.

    distance         spectra with |X|^0.3: squared distance as complex numbers (× 30) and of magnitudes (× 100)
    si_snr           minus log10 of the scale-invariant signal-to-noise ratio (× 12)
    intelligibility  what STOI and ESTOI lack of 1, on average (× 25)
    disturbance      how different they sound, in units of PESQ before its last curve (× 2.2)

The factors bring the gradients of the four near one another: 62, 30, 21 and 35 after 333 hours.
"""

import torch

from intelligibility import intelligibility
from loudness import disturbance
from ops import operators
from spectra import resynthesis, spectrum, to_power

LEVEL, NOISE_ALONE = (
    0.05,
    0.2,
)  # the noisy signal, scaled by the second, sets the level where speech is fainter still
COMPLEX, MAGNITUDE, RATIO, CLARITY, SOUND = 30, 100, 12, 25, 2.2
FAINTEST = 1e-8  # mean square of a clip with speech in it


def si_snr(estimate, target):
    part = (estimate * target).sum(1, keepdim=True) * target / (target.square().sum(1, keepdim=True) + 1e-8)
    return -torch.log10((part.square().sum(1) + 1e-8) / ((estimate - part).square().sum(1) + 1e-8)).mean()


def rms(x):
    return x.square().mean(1, keepdim=True).sqrt()


def loss(network, noisy, clean):
    level = LEVEL / torch.maximum(rms(clean), NOISE_ALONE * rms(noisy) + 1e-7)
    window, power = network.window, to_power(network.window)
    enhanced, wanted = power * network(spectrum(noisy, window)), power * spectrum(clean, window)
    total = operators(clean, True).compressed_distance(
        enhanced.transpose(1, 2), wanted.transpose(1, 2), level[:, 0], COMPLEX, MAGNITUDE
    )
    spoken = clean.square().mean(1) > FAINTEST
    if not spoken.any():
        return total
    estimate = resynthesis(enhanced / power, clean.shape[1], window)
    estimate, target = (level[spoken] * x[spoken] for x in (estimate, clean))
    pair = (level[spoken, :, None] * x[spoken] for x in (wanted, enhanced))
    total = total + RATIO * si_snr(estimate, target) + SOUND * disturbance(*pair).mean()
    clear = intelligibility(target, estimate)
    return total if clear is None else total + CLARITY * (1 - clear)
