"""Compares the fast operators, alone and in a network, with the plain ones in double precision."""

import unittest

import torch

import checkpoints
from ops import fast, plain
from spectra import spectrum


def doubled(a):
    if not torch.is_tensor(a):
        return a
    return a.to(torch.cdouble) if a.is_complex() else a.double()


def answers(operators, name, arguments, differentiated):
    """Results, and gradients for one fixed direction of each differentiable result."""
    arguments = [a.clone().requires_grad_() if k in differentiated else a for k, a in enumerate(arguments)]
    results = getattr(operators, name)(*arguments)
    results = results if isinstance(results, tuple) else (results,)
    generator = torch.Generator().manual_seed(1)
    if not differentiated:
        return list(results)
    smooth = [r for r in results if r.requires_grad]
    directions = [torch.randn(r.shape, generator=generator).to(r.dtype) for r in smooth]
    gradients = torch.autograd.grad(smooth, [arguments[k] for k in differentiated], directions)
    return [r.detach() for r in results] + list(gradients)


class AgreementCase(unittest.TestCase):
    def setUp(self):
        torch.manual_seed(0)

    def agree(self, name, arguments, differentiated):
        """Within 1e-5 of the largest number of each answer."""
        ours = answers(fast, name, arguments, differentiated)
        references = answers(plain, name, [doubled(a) for a in arguments], differentiated)
        for k, (answer, reference) in enumerate(zip(ours, references, strict=True)):
            error = ((answer - reference).abs().max() / reference.abs().max()).item()
            self.assertLess(error, 1e-5, f"{name}, answer {k}")


def gradients(network, noisy):
    network.train()
    x = noisy.to(network.window.dtype)
    network(spectrum(x, network.window)).abs().clamp(min=1e-3).sqrt().mean().backward()
    return {name: p.grad for name, p in network.named_parameters() if p.grad is not None}


def assert_same_gradients(case, path):
    """The fast ones in single precision, the plain ones in double: what is left is rounding."""
    noisy = torch.randn(3, 8000, generator=torch.Generator().manual_seed(2))
    ours = gradients(checkpoints.load(path), noisy)
    reference = gradients(checkpoints.load(path).double(), noisy)
    case.assertEqual(ours.keys(), reference.keys())
    largest = max(g.abs().max().item() for g in reference.values())
    for name, g in reference.items():
        error = (ours[name] - g).abs().max().item()
        case.assertLess(error, 1e-3 * g.abs().max().item() + 1e-5 * largest, name)
