"""Pairs of noisy speech and what should be left of it. A pair depends on the generator passed in alone."""

import numpy as np
from scipy import fft

from . import places, shares, synthetic
from .channel import clip, equaliser, high_pass, microphone, shelf
from .clips import RATE
from .draw import chance, choose, decibels, frequencies, rms, samples, spectrum
from .recorded import Noises
from .rooms import LENGTH as ROOM_LENGTH
from .rooms import Room, early
from .signals import signals
from .voices import NYQUIST, Voices

HOP, BIN = 256, 31.25  # samples from frame to frame of the network, Hz from bin to bin
FADE = np.linspace(0, 1, 80, dtype=np.float32)


def active_power(x):
    """Mean power of the blocks of 32 ms within 40 dB of the loudest."""
    blocks = np.square(x[: len(x) // 512 * 512]).reshape(-1, 512).mean(1)
    return float(blocks[blocks >= blocks.max() * 1e-4].mean()) + 1e-12


def cuts(rng, length):
    """Where the scenes of a clip begin and end."""
    shortest = shares.SCENE_SECONDS * RATE
    count = min(choose(rng, shares.SCENES), max(1, length // shortest))
    free = np.sort(rng.integers(0, length - count * shortest + 1, count - 1)) if count > 1 else []
    return [0, *(int(at) + (k + 1) * shortest for k, at in enumerate(free)), length]


class Mixer:
    def __init__(self, speech, noise):
        self.voices, self.recorded = Voices(speech), Noises(noise)

    def noise(self, rng, length):
        total = self._one_noise(rng, length)
        while chance(rng, shares.ONE_MORE):
            more = self._one_noise(rng, length)
            total = total / rms(total) + more / rms(more) * np.float32(decibels(rng.uniform(-15, 5)))
        return total

    def _one_noise(self, rng, length):
        kind = choose(rng, shares.NOISES)
        if kind in places.PLACES:
            return places.place(rng, self.recorded, kind, length)
        if kind == "crowd":
            return places.crowd(rng, self.recorded, self.voices, length)
        if kind == "babble":
            return self.voices.babble(rng, length)
        if kind == "recorded":
            return self.recorded.sound(rng, length)
        if kind in ("throat", "crying", "devices"):
            return getattr(self.recorded, kind)(rng, length)
        if kind == "signals":
            return signals(rng, length)
        return getattr(synthetic, kind)(rng, length).astype(np.float32)

    def pair(self, rng, length):
        """noisy, clean: float32 samples; ceiling: the bin, for each frame of the network, from which on clean lacks something"""
        at = cuts(rng, length)
        frames, peak, joined = np.arange(length // HOP + 1) * HOP, 0, []
        ceiling = np.empty(len(frames), np.int64)
        for begin, end in zip(at, at[1:]):
            noisy, clean, hertz = self.scene(rng, end - begin)
            ceiling[frames >= begin] = np.ceil(hertz / BIN) + (hertz >= NYQUIST)
            if peak:
                wanted = min(0.99, peak * decibels(rng.uniform(-shares.SCENE_LEVEL, shares.SCENE_LEVEL)))
                gain = np.float32(wanted / (np.abs(noisy).max() + 1e-9))
                noisy, clean = noisy * gain, clean * gain
            peak = np.abs(noisy).max()
            for x in (noisy, clean):
                if begin:
                    x[: len(FADE)] *= FADE
                if end < length:
                    x[-len(FADE) :] *= FADE[::-1]
            joined.append((noisy, clean))
        return *(np.concatenate(parts) for parts in zip(*joined)), ceiling

    def scene(self, rng, length):
        """noisy, clean, and the frequency in Hz up to which clean is whole"""
        voice, hertz = self.voices.talk(rng, length)
        n = fft.next_fast_len(length + ROOM_LENGTH, real=True)
        f = frequencies(n)
        if chance(rng, shares.SHELF):
            voice = samples(spectrum(voice, n) * shelf(rng, f), n, length)
        if chance(rng, shares.PLAIN):
            return *self._scaled(rng, voice, voice, self.noise(rng, length)), hertz
        device = microphone(rng, f)
        voice = spectrum(voice, n) * device
        noise = spectrum(self.noise(rng, length), n) * device
        if chance(rng, shares.VOICE_EQUALISED):
            voice = voice * equaliser(rng, f, 5)
        if chance(rng, shares.NOISE_EQUALISED):
            noise = noise * equaliser(rng, f, 10)
        wet = voice
        if chance(rng, shares.ROOM):
            room = Room(rng)
            response = room.response(rng)
            rumble = high_pass(f, 60, 2).astype(np.float32)  # mirrored sources all add up at 0 Hz
            voice, wet = voice * spectrum(early(response), n) * rumble, voice * spectrum(response, n) * rumble
            if chance(rng, shares.NOISE_IN_ROOM):
                noise = noise * spectrum(room.response(rng), n) * rumble
        clean, noise = samples(voice, n, length), samples(noise, n, length)
        speech = clean if wet is voice else samples(wet, n, length)
        return *self._scaled(rng, speech, clean, noise), hertz

    def _scaled(self, rng, speech, clean, noise):
        which = rng.random()
        low, high = (
            (shares.HIGHEST, shares.FAINTEST)
            if which < shares.FAINT_NOISE
            else (shares.LOWEST, shares.HIGHEST)
        )
        snr = rng.uniform(low, high)
        alone = 1 - shares.NOISE_ALONE - shares.SPEECH_ALONE < which <= 1 - shares.NOISE_ALONE
        loudness = np.float32(1 / np.sqrt(active_power(speech)))
        speech, clean = speech * loudness, clean * loudness
        noise = noise * np.float32(decibels(-snr) / rms(noise))
        if alone:
            noise = np.zeros_like(noise)
        elif which > 1 - shares.NOISE_ALONE:
            speech, clean = np.zeros_like(speech), np.zeros_like(clean)
        noisy = speech + noise
        if chance(rng, shares.CLIPPED_ALONE if alone else shares.CLIPPED):
            noisy = clip(rng, noisy)
        level = np.float32(decibels(-40 * rng.random() ** 2) / (np.abs(noisy).max() + 1e-9))
        noisy, clean = noisy * level, clean * level
        if chance(rng, shares.ROUNDED):
            noisy = np.round(noisy * 32768) / np.float32(32768)
        return noisy.astype(np.float32), clean.astype(np.float32)
