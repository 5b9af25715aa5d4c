"""Pairs of noisy speech and what should be left of it. A pair depends on the generator passed in alone."""

import numpy as np
from scipy import fft

from . import synthetic
from .channel import clip, equaliser, high_pass, microphone
from .draw import chance, choose, decibels, frequencies, rms, samples, spectrum
from .rooms import LENGTH as ROOM_LENGTH
from .rooms import Room, early
from .recorded import Noises
from .voices import Voices

NOISES = {
    "recorded": 0.64,
    "throat": 0.08,
    "coloured": 0.05,
    "hum": 0.02,
    "motor": 0.04,
    "fan": 0.02,
    "passing": 0.03,
    "knocks": 0.04,
    "shaped_voices": 0.02,
    "babble": 0.06,
}
NOISE_ALONE, SPEECH_ALONE, FAINT_NOISE = (
    0.05,
    0.03,
    0.07,
)  # shares; the rest has an SNR of LOWEST to HIGHEST dB
LOWEST, HIGHEST = -10, 20
PLAIN = 0.4  # share as recorded: no room, no filter


def active_power(x):
    """Mean power of the blocks of 32 ms within 40 dB of the loudest."""
    blocks = np.square(x[: len(x) // 512 * 512]).reshape(-1, 512).mean(1)
    return float(blocks[blocks >= blocks.max() * 1e-4].mean()) + 1e-12


class Mixer:
    def __init__(self, speech, noise):
        self.voices, self.recorded = Voices(speech), Noises(noise)

    def noise(self, rng, length):
        total = self._one_noise(rng, length)
        while chance(rng, 0.25):
            more = self._one_noise(rng, length)
            total = total / rms(total) + more / rms(more) * np.float32(decibels(rng.uniform(-15, 5)))
        return total

    def _one_noise(self, rng, length):
        kind = choose(rng, NOISES)
        if kind == "recorded":
            return self.recorded.sound(rng, length)
        if kind == "throat":
            return self.recorded.throat(rng, length)
        if kind == "babble":
            return self.voices.babble(rng, length)
        return getattr(synthetic, kind)(rng, length).astype(np.float32)

    def pair(self, rng, length):
        """noisy, clean: float32 samples"""
        if chance(rng, PLAIN):
            voice = self.voices.talk(rng, length)
            return self._scaled(rng, voice, voice, self.noise(rng, length))
        n = fft.next_fast_len(length + ROOM_LENGTH, real=True)
        f = frequencies(n)
        device = microphone(rng, f)
        voice = spectrum(self.voices.talk(rng, length), n) * device
        noise = spectrum(self.noise(rng, length), n) * device
        if chance(rng, 0.5):
            voice = voice * equaliser(rng, f, 5)
        if chance(rng, 0.4):
            noise = noise * equaliser(rng, f, 10)
        wet = voice
        if chance(rng, 0.4):
            room = Room(rng)
            response = room.response(rng)
            rumble = high_pass(f, 60, 2).astype(np.float32)  # mirrored sources all add up at 0 Hz
            voice, wet = voice * spectrum(early(response), n) * rumble, voice * spectrum(response, n) * rumble
            if chance(rng, 0.5):
                noise = noise * spectrum(room.response(rng), n) * rumble
        clean, noise = samples(voice, n, length), samples(noise, n, length)
        speech = clean if wet is voice else samples(wet, n, length)
        return self._scaled(rng, speech, clean, noise)

    def _scaled(self, rng, speech, clean, noise):
        which = rng.random()
        snr = rng.uniform(HIGHEST, 45) if which < FAINT_NOISE else rng.uniform(LOWEST, HIGHEST)
        loudness = 1 / np.sqrt(active_power(speech))
        speech, clean = speech * np.float32(loudness), clean * np.float32(loudness)
        noise = noise * np.float32(decibels(-snr) / rms(noise))
        if which > 1 - NOISE_ALONE:
            speech, clean = np.zeros_like(speech), np.zeros_like(clean)
        elif which > 1 - NOISE_ALONE - SPEECH_ALONE:
            noise = np.zeros_like(noise)
        noisy = speech + noise
        if chance(rng, 0.05):
            noisy = clip(rng, noisy)
        level = np.float32(decibels(-40 * rng.random() ** 2) / (np.abs(noisy).max() + 1e-9))
        noisy, clean = noisy * level, clean * level
        if chance(rng, 0.3):
            noisy = np.round(noisy * 32768) / np.float32(32768)
        return noisy.astype(np.float32), clean.astype(np.float32)
