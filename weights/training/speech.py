"""Trains the head that tells speech, and prints how well it does with each network on each validation set.

python speech.py --data DATA --validation VAL --validation VAL2 --out ../quietline-speech.safetensors \\
    --through ../quietline-fast.safetensors --through resume-ulunas.pt WEIGHTS...

Without --data the head at --out is evaluated only.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

import checkpoints
import safetensors
import speech_head
import validation
from export import hash_file
from spectra import hann, spectrum
from speech_examples import examples, weakened
from speech_head import Head, band_powers, bands, features
from speech_labels import auc, hung_over, in_segments, speech_hops

BATCH, FRAMES, RATE_OF_LEARNING, DECAY = 24, 500, 1e-2, 1e-3
THRESHOLD, HANG_OVER = 0.5, 5  # hops, 80 ms
GOLDEN = slice(16000, 32000)


def options():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("weights", nargs="*", help="checkpoints to evaluate the head with")
    add("--data", help="packs to train on, as for train.py")
    add("--through", action="append", default=[], help="checkpoints of networks to train the head behind")
    add("--out", required=True, help="the head's weights")
    add("--validation", action="append", default=[], help="folders as for evaluate.py")
    add("--clips", type=int, default=200, help="of 16 s")
    add("--steps", type=int, default=500)
    add("--examples", help="a file to keep the examples in; read instead of making them if it exists")
    add("--seed", type=int, default=1)
    add("--golden", help="also write the probabilities of a sample, for other implementations to compare with")
    add("--sample", help="the recording for it, 16 kHz mono")
    return parser.parse_args()


def train(head, before, after, speech, steps):
    frames = min(FRAMES, before.shape[1])
    x = features(before[:, :frames], weakened(before, after)[:, :frames])
    mean, deviation = x.mean((0, 1)), x.std((0, 1)) + 1e-3
    optimiser = torch.optim.AdamW(head.parameters(), RATE_OF_LEARNING, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE_OF_LEARNING, total_steps=steps + 1)
    losses = []
    for step in range(1, steps + 1):
        chosen = torch.randint(len(before), (BATCH,))
        at = int(torch.randint(before.shape[1] - frames + 1, ()))
        b, a, wanted = (t[chosen, at : at + frames] for t in (before, after, speech))
        x = (features(b, weakened(b, a)) - mean) / deviation
        loss = F.binary_cross_entropy_with_logits(head(x), wanted)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(head.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        losses.append(loss.item())
        if step % 50 == 0:
            print(f"step {step}, loss {np.mean(losses[-50:]):.4f}", flush=True)
    head.fold(mean, deviation)


def made(chosen):
    """The examples, from a file of them if there is one."""
    if chosen.examples and Path(chosen.examples).exists():
        return torch.load(chosen.examples, weights_only=True)
    if not chosen.through:
        raise SystemExit("--data needs --through WEIGHTS")
    networks = [checkpoints.load(path) for path in chosen.through]
    found = examples(chosen.data, networks, chosen.clips, chosen.seed)
    if chosen.examples:
        torch.save(found, chosen.examples)
    return found


def golden(head, samples):
    """Probabilities of the frames that lie within the samples, with this mask: |X|² / (|X|² + 1/100)."""
    power = spectrum(torch.from_numpy(samples)[None], hann().sqrt())[..., 1:-1].abs().square().transpose(1, 2)
    return head.probabilities(bands(power), bands(power * (power / (power + 0.01)).square()))[0]


def heard(head, network, samples):
    """The probability for each whole hop."""
    padded = F.pad(torch.from_numpy(samples)[None], (0, -len(samples) % 256), "reflect")
    return head.probabilities(*band_powers(network, padded))[0, 1:][: len(samples) // 256]


def evaluate(head, network, mixtures, gain=1):
    """By segments of 31 ms: SNR, score, decision, speech; four arrays"""
    rows = []
    for m in mixtures:
        scores = heard(head, network, np.float32(gain) * m.noisy)
        decided = hung_over(scores, THRESHOLD, HANG_OVER)
        parts = [in_segments(a) for a in (scores, decided, speech_hops(m.clean))]
        rows.append([np.full(len(parts[0]), m.snr), *parts])
    return [np.concatenate(parts) for parts in zip(*rows)]


def line(title, snr, scores, decided, speech):
    cells = [f"{auc(scores, speech):.3f}", f"{decided[speech].mean():.1%}", f"{decided[~speech].mean():.1%}"]
    cells += [f"{auc(scores[snr == s], speech[snr == s]):.3f}" for s in np.unique(snr)]
    return f"| {title} | " + " | ".join(cells) + " |"


def table(head, folder, weights):
    mixtures = validation.mixtures(folder)
    heads = ["network", "AUC", "speech found", "noise taken for it"]
    heads += [f"{s} dB" for s in sorted({m.snr for m in mixtures})]
    print(f"\n{folder}: {len(mixtures)} mixtures; threshold {THRESHOLD}, hang-over {16 * HANG_OVER} ms\n")
    print("| " + " | ".join(heads) + " |\n|" + "---|" * len(heads))
    for path in weights:
        found = evaluate(head, checkpoints.load(path), mixtures)
        print(line(path.rsplit("/", 1)[-1], *found), flush=True)


def main():
    chosen = options()
    if chosen.golden and not chosen.sample:
        raise SystemExit("--golden needs --sample FILE")
    torch.set_num_threads(1)
    if chosen.data:
        found = made(chosen)
        torch.manual_seed(chosen.seed)
        head = Head()
        train(head, *found, chosen.steps)
        head.save(chosen.out, {})
        print(hash_file(chosen.out), chosen.out)
    head = speech_head.load(chosen.out)
    if chosen.golden:
        samples = validation.read(chosen.sample)[GOLDEN]
        safetensors.write(chosen.golden, {"samples": samples, "probabilities": golden(head, samples)})
    for folder in chosen.validation:
        table(head, folder, chosen.weights)


if __name__ == "__main__":
    main()
