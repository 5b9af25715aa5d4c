"""What training lowers. All signals are first scaled so that the clean one has one level: quiet clips count
as much as loud ones, faint speech in loud noise as much as speech nearly clean.

    distance         spectra with |X|^0.3: squared distance as complex numbers (× 30) and of magnitudes (× 100)
    shortfall        where those magnitudes are below the clean ones: squared distance (× 60)
                     in the first half second of a clip the distance counts twice, the shortfall four times
    ratio            minus log10 of the signal-to-noise ratio, half as it is, half scale-invariant (× 30)
    intelligibility  what STOI and ESTOI lack of 1, on average (× 35)
    disturbance      how different they sound, in units of PESQ before its last curve (× 2.2)

A clean recording may lack its highs; above its `ceiling`, while someone speaks, the network's answer is taken to be right.
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
COMPLEX, MAGNITUDE, SHORTFALL, RATIO, CLARITY, SOUND = 30, 100, 60, 30, 35, 2.2
START_SHORTFALL, START_FRAMES = 180, 32
SPEAKING = 1e-4  # power of a frame in which someone speaks, as a part of the clip's mean
FAINTEST = 1e-8  # mean square of a clip with speech in it


def minus_log_ratio(wanted, rest):
    return -torch.log10((wanted.square().sum(1) + 1e-8) / (rest.square().sum(1) + 1e-8)).mean()


def snr(estimate, target):
    return minus_log_ratio(target, estimate - target)


def si_snr(estimate, target):
    part = (estimate * target).sum(1, keepdim=True) * target / (target.square().sum(1, keepdim=True) + 1e-8)
    return minus_log_ratio(part, estimate - part)


def distance(enhanced, wanted, level):
    return operators(wanted, True).compressed_distance(
        *(x.transpose(1, 2).contiguous() for x in (enhanced, wanted)), level, COMPLEX, MAGNITUDE
    )


def shortfall(enhanced, wanted, level):
    ours, theirs = (
        (torch.view_as_real(x * level[:, None, None]).square().sum(-1) + 1e-10) ** 0.15
        for x in (enhanced, wanted)
    )
    return (theirs - ours).clamp(min=0).square().mean()


def spectra(enhanced, wanted, level, weight):
    return distance(enhanced, wanted, level) + weight * shortfall(enhanced, wanted, level)


def rms(x):
    return x.square().mean(1, keepdim=True).sqrt()


def loss(network, noisy, clean, ceiling=None):
    """ceiling (batch, frames): the bin from which on the clean spectrum is not to be trusted"""
    level = LEVEL / torch.maximum(rms(clean), NOISE_ALONE * rms(noisy) + 1e-7)
    window, power = network.window, to_power(network.window)
    enhanced, wanted = power * network(spectrum(noisy, window)), power * spectrum(clean, window)
    if ceiling is not None:
        bins = torch.arange(wanted.shape[1], device=wanted.device)[:, None]
        frames = wanted.abs().square().sum(1, keepdim=True)
        speaking = frames > SPEAKING * frames.mean(2, keepdim=True)
        enhanced = torch.where((bins >= ceiling[:, None]) & speaking, wanted, enhanced)
    start = [x[..., :START_FRAMES] for x in (enhanced, wanted)]
    total = spectra(enhanced, wanted, level[:, 0], SHORTFALL) + spectra(*start, level[:, 0], START_SHORTFALL)
    spoken = clean.square().mean(1) > FAINTEST
    if not spoken.any():
        return total
    estimate = resynthesis(enhanced / power, clean.shape[1], window)
    estimate, target = (level[spoken] * x[spoken] for x in (estimate, clean))
    pair = (level[spoken, :, None] * x[spoken] for x in (wanted, enhanced))
    total = total + RATIO * (snr(estimate, target) + si_snr(estimate, target)) / 2
    total = total + SOUND * disturbance(*pair).mean()
    clear = intelligibility(target, estimate)
    return total if clear is None else total + CLARITY * (1 - clear)
