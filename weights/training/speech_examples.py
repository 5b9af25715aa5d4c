"""Noisy speech to train the head on: scenes from `mixing`, each labelled from its own clean side."""

from functools import partial

import numpy as np
import torch

from mixing import Clips, Mixer
from mixing.draw import chance, decibels
from mixing.mixture import cuts
from spectra import HOP, RATE
from speech_head import band_powers
from speech_labels import speech_hops

SECONDS, TOGETHER = 16, 4
NOISE_ALONE, MUTED = 0.15, 0.1  # scenes of noise; scenes with a stretch of digital silence, in seconds:
SHORTEST_MUTE, LONGEST_MUTE = 0.12, 1.5
QUIETEST, STEP = -40, 15  # peak levels, and from scene to scene, in dB
AS_THEY_ARE, WEAKEST, STRONGEST = 0.4, 0.5, 1.2  # clips whose gains stay; powers of the others
FAINTEST_LEFT, LOUDEST_LEFT = -4.3, -1.3  # logarithms of power


def scene(mixer, rng, length):
    """noisy samples, and for each hop whether it is speech"""
    if chance(rng, NOISE_ALONE):
        noisy = mixer.noise(rng, length)
        noisy = noisy / (np.abs(noisy).max() + 1e-9) * decibels(QUIETEST * rng.random() ** 2)
        speech = np.zeros(length // HOP, bool)
    else:
        noisy, clean, _ = mixer.scene(rng, length)
        speech = speech_hops(clean)
    if chance(rng, MUTED):
        begin = int(rng.integers(length // HOP))
        end = begin + int(rng.uniform(SHORTEST_MUTE, LONGEST_MUTE) * RATE / HOP)
        noisy[begin * HOP : end * HOP] = 0
        speech[begin:end] = False
    return noisy, speech


def clip(mixer, rng):
    at = [place // HOP * HOP for place in cuts(rng, SECONDS * RATE)]
    scenes = [scene(mixer, rng, end - begin) for begin, end in zip(at, at[1:])]
    peak, joined = 0, []
    for noisy, _ in scenes:
        loudest = np.abs(noisy).max() + 1e-9
        if peak:
            noisy = noisy * min(0.99, peak * decibels(rng.uniform(-STEP, STEP))) / loudest
        peak = np.abs(noisy).max()
        joined.append(noisy)
    return np.concatenate(joined).astype(np.float32), np.concatenate([speech for _, speech in scenes])


def weakened(before, after):
    """`after` as other networks might leave it: of most clips a power of the gains, and a part of the noise more."""
    draw = partial(torch.rand, len(before), 1, 1)
    gain = ((after / (before + 1e-12)).clamp(0, 4) + 1e-9) ** (WEAKEST + (STRONGEST - WEAKEST) * draw())
    left = 10 ** (FAINTEST_LEFT + (LOUDEST_LEFT - FAINTEST_LEFT) * draw())
    return torch.where(draw() < AS_THEY_ARE, after, before * (gain + left) / (1 + left))


def examples(data, networks, count, seed):
    """before, after (clips, frames, bands) and speech (clips, frames): every clip through every network.

    Frame k is the one after which hop k - 1 is put out; frame 0 is left out.
    """
    mixer = Mixer(Clips.packed(data, "speech"), Clips.packed(data, "noise"))
    before, after, speech = [], [], []
    for first in range(0, count, TOGETHER):
        clips = [clip(mixer, np.random.default_rng([seed, first + k])) for k in range(TOGETHER)]
        samples = torch.from_numpy(np.stack([noisy for noisy, _ in clips]))
        for network in networks:
            for found, powers in zip((before, after), band_powers(network, samples)):
                found.append(powers[:, 1:])
            speech.append(torch.from_numpy(np.stack([s for _, s in clips])).float())
        if first % 40 == 0:
            print(f"{(first + TOGETHER) * SECONDS / 3600:.2f} h of mixtures", flush=True)
    return torch.cat(before), torch.cat(after), torch.cat(speech)
