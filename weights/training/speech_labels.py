"""What counts as speech, told from the clean recording, and how well probabilities agree with it.

A hop (16 ms) is speech if its power lies within 30 dB of the active level, which is the mean power of the blocks of
32 ms within 40 dB of the loudest. Gaps of up to 96 ms between two such hops, as before the burst of a stop, are speech too.
"""

import numpy as np

from mixing.mixture import active_power
from spectra import HOP

RANGE_DB, LONGEST_GAP = 30, 6  # the gap in hops
SEGMENT = 500  # samples: 31.25 ms


def hop_powers(clean):
    whole = clean[: len(clean) // HOP * HOP].astype(float)
    return np.square(whole).reshape(-1, HOP).mean(1)


def speech_hops(clean, range_db=RANGE_DB, longest_gap=LONGEST_GAP):
    """For each whole hop of one scene, whether it is speech."""
    if not clean.any():
        return np.zeros(len(clean) // HOP, bool)
    found = hop_powers(clean) > active_power(clean) * 10 ** (-range_db / 10)
    inside = np.flatnonzero(found)
    for before, after in zip(inside, inside[1:]):
        if after - before <= longest_gap + 1:
            found[before:after] = True
    return found


def in_segments(hops):
    """The value of the hop in which the middle of each segment of 31.25 ms lies."""
    middles = np.arange(SEGMENT // 2, len(hops) * HOP, SEGMENT)
    return hops[middles // HOP]


def auc(scores, speech):
    """The area under the ROC curve: how often speech has the higher score of two, a tie counting half."""
    speech = np.asarray(speech, bool)
    _, places, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[places]
    yes = speech.sum()
    no = len(speech) - yes
    return float((ranks[speech].sum() - yes * (yes + 1) / 2) / (yes * no)) if yes and no else float("nan")


def hung_over(scores, threshold, hops):
    """The decision: at or above the threshold now, or within so many hops before."""
    above = scores >= threshold
    held = above.copy()
    for late in range(1, hops + 1):
        held[late:] |= above[:-late]
    return held
