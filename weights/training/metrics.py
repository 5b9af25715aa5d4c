"""Figures for one file. PESQ and DNSMOS come in where their packages are installed."""

import importlib.util

import numpy as np
import torch
from scipy.signal import stft

import loudness
from spectra import hann, spectrum
from stoi import estoi, stoi

RATE = 16000


def si_sdr(clean, estimate):
    """Scale-invariant signal-to-distortion ratio in dB."""
    clean, estimate = (np.asarray(x, float) - np.mean(x) for x in (clean, estimate))
    part = (clean @ estimate) / (clean @ clean) * clean
    return float(10 * np.log10((part @ part) / (np.sum((estimate - part) ** 2) + 1e-12)))


def sibilants(clean, estimate):
    """What is left above 4 kHz where speech is loudest there (a twentieth of the frames), in dB of what it was."""
    _, _, spectra = stft(np.stack([clean, estimate]), RATE, nperseg=512)
    wanted, found = np.abs(spectra[:, 128:])
    loudness = np.square(wanted).sum(0)
    loud = loudness >= np.quantile(loudness, 0.95)
    wanted, found = wanted[:, loud], found[:, loud]
    return float(20 * np.log10((wanted * found).sum() / np.square(wanted).sum() + 1e-12))


def level(clean, processed):
    """Gain of the clean signal within the processed one, by projection, in dB."""
    clean, processed = (np.asarray(x, float) for x in (clean, processed))
    return float(20 * np.log10(max((clean @ processed) / (clean @ clean + 1e-20), 1e-4)))


def disturbance(clean, estimate):
    """How different the two sound (see loudness.py), both brought to one level, what was added weighing as in PESQ."""
    gain = loudness.RMS / (np.sqrt(np.mean(np.square(clean, dtype=float))) + 1e-9)
    estimate = estimate * 10 ** (-level(clean, estimate) / 20)
    pair = (spectrum(torch.from_numpy(np.float32(gain * x))[None], hann().sqrt()) for x in (clean, estimate))
    return loudness.disturbance(*pair, loudness.ADDED_IN_PESQ).item()


def pesq(clean, estimate):
    from pesq import pesq as wideband

    return float(wideband(RATE, clean, estimate, "wb"))


def dnsmos(_, estimate):
    from torchmetrics.functional.audio.dnsmos import deep_noise_suppression_mean_opinion_score as dnsmos

    return float(dnsmos(torch.from_numpy(np.asarray(estimate)), RATE, False)[-1])


def available():
    """name -> function of (clean, estimate), in the order of the table"""
    chosen = {"SI-SDR": si_sdr, "STOI": stoi, "ESTOI": estoi, "disturbance": disturbance}
    if importlib.util.find_spec("pesq"):
        chosen["PESQ"] = pesq
    if all(importlib.util.find_spec(name) for name in ("torchmetrics", "librosa", "onnxruntime")):
        chosen["DNSMOS"] = dnsmos
    return chosen


def decibels(x):
    return float(10 * np.log10(np.mean(np.square(x, dtype=float)) + 1e-12))
