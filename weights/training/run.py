"""One run: its network, averaged network and optimiser, a step at a time, with its folder on disk."""

import copy
from pathlib import Path

import numpy as np
import torch
from torch import nn

import checkpoints
import curve
import state
from loss import loss
from metrics import si_sdr
from model import NETWORKS
from spectra import RATE
from stoi import estoi, stoi
from validation import enhance, mixtures

WARMUP = 300


def score(network, validation):
    if not validation:
        return [float("nan")] * 3
    rows = []
    for mixture in validation:
        enhanced = enhance(network, mixture.noisy)
        rows.append([measure(mixture.clean, enhanced) for measure in (si_sdr, stoi, estoi)])
    return np.mean(rows, 0)


def freeze(network, average):
    """Batch normalisation with the average's statistics, as when the weights are used."""
    for ours, theirs in zip(network.modules(), average.modules()):
        if isinstance(ours, nn.BatchNorm2d):
            ours.eval()
            ours.running_mean.copy_(theirs.running_mean)
            ours.running_var.copy_(theirs.running_var)


class Run:
    def __init__(self, chosen):
        self.chosen, self.folder = chosen, Path(chosen.run)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        torch.manual_seed(chosen.seed)
        self.network = NETWORKS[chosen.network]().to(self.device)
        self.average = copy.deepcopy(self.network).eval()
        trained = [p for p in self.network.parameters() if p.requires_grad]
        self.optimiser = torch.optim.AdamW(
            trained, chosen.rate, betas=(0.9, 0.99), weight_decay=1e-4, fused=True
        )
        self.step, self.seconds, self.losses = 0, 0.0, []
        self.state = self.folder / "state.pt"
        begin = self.state if self.state.exists() else chosen.start
        if begin and Path(begin).suffix == ".pt":
            self.step, self.seconds = state.restore(begin, self.network, self.average, self.optimiser)
        elif begin:
            for network in (self.network, self.average):
                state.take(begin, network, checkpoints.load(begin).state_dict())
        self.network.train()
        if chosen.frozen:
            freeze(self.network, self.average)
        self.first = self._first_step()
        self.validation = mixtures(chosen.validation) if chosen.validation else []

    def _first_step(self):
        """Where the schedule of this run began; kept in a file, since a decay must go on after a kill."""
        path = self.folder / "first-step"
        if not path.exists():
            path.write_text(str(self.step))
        return int(path.read_text())

    def rate(self):
        done = self.step - self.first
        warm = min(1.0, (done + 1) / WARMUP) if self.first == 0 else 1.0
        left = 1 - done / self.chosen.decay if self.chosen.decay else 1.0
        return self.chosen.rate * warm * max(left, 0.0)

    def finished(self):
        planned = self.chosen.decay or self.chosen.steps
        return planned and self.step - self.first >= planned

    def advance(self, *batch):
        """batch: noisy, clean and ceiling as `mixing` makes them"""
        for group in self.optimiser.param_groups:
            group["lr"] = self.rate()
        self.optimiser.zero_grad()
        noisy, clean, ceiling = (torch.from_numpy(x).to(self.device) for x in batch)
        value = loss(self.network, noisy, clean, ceiling)
        value.backward()
        norm = torch.nn.utils.clip_grad_norm_(self.network.parameters(), 5.0)
        if torch.isfinite(norm):
            self.optimiser.step()
        else:
            print(f"step {self.step}: gradient not finite, skipped", flush=True)
        state.follow(self.average, self.network, min(self.chosen.keep, (self.step + 1) / (self.step + 20)))
        self.step += 1
        self.seconds += clean.numel() / RATE
        self.losses.append(value.item())

    def save(self):
        state.save(self.state, self.network, self.average, self.optimiser, self.step, self.seconds)

    def report(self):
        average = copy.deepcopy(self.average).cpu()
        hours = self.seconds / 3600
        row = [self.step, hours, self.rate(), np.nanmean(self.losses), *score(average, self.validation)]
        self.losses = []
        curve.append(self.folder / "curve.csv", row)
        curve.draw(self.folder / "curve.csv", self.folder / "curve.png")
        print(
            "step %d, %.1f h, rate %.2g, loss %.3f, SI-SDR %.2f, STOI %.3f, ESTOI %.3f" % tuple(row),
            flush=True,
        )
        checkpoints.save(
            average, self.folder / "average.safetensors", {"hours": f"{hours:.1f}", "steps": str(self.step)}
        )
