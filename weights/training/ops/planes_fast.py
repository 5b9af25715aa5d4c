"""The operators of UL-UNAS from ops/*.cpp with their gradients; signatures and results as in planes_plain.py."""

import torch
from torch.autograd import Function

from .native import native


class PlaneConvolution(Function):
    """w becomes (groups, out, in, time, bands), its taps in the order in which they meet the input."""

    @staticmethod
    def forward(ctx, x, w, bias, stride, transposed):
        groups = len(bias) // w.shape[1] if transposed else x.shape[1] // w.shape[1]
        taps = w.unflatten(0, (groups, -1))
        if transposed:
            taps = taps.transpose(1, 2).flip(3, 4)
        ctx.save_for_backward(x, taps)
        ctx.stride, ctx.transposed = stride, transposed
        up, down = (stride, 1) if transposed else (1, stride)
        return native().plane_convolution(x, taps, bias, up, down, False)

    @staticmethod
    def backward(ctx, g):
        x, taps = ctx.saved_tensors
        up, down = (ctx.stride, 1) if ctx.transposed else (1, ctx.stride)
        dx = None
        if ctx.needs_input_grad[0]:
            turned = taps.transpose(1, 2).flip(3, 4)
            dx = native().plane_convolution(g, turned, g.new_empty(0), down, up, True)
        dw = native().plane_correlation(x, g, len(taps), *taps.shape[3:], up, down)
        if ctx.transposed:
            dw = dw.flip(3, 4).transpose(1, 2)
        db = g.sum((0, 2, 3)) if ctx.needs_input_grad[2] else None
        return dx, dw.flatten(0, 1), db, None, None


class Pointwise(Function):
    @staticmethod
    def forward(ctx, x, w, bias):
        ctx.save_for_backward(x, w)
        return native().pointwise(x, w[:, :, 0, 0], bias, 2)

    @staticmethod
    def backward(ctx, g):
        x, w = ctx.saved_tensors
        turned = w[:, :, 0, 0].unflatten(0, (2, -1)).transpose(1, 2).flatten(0, 1)
        dx = native().pointwise(g, turned, g.new_empty(0), 2)
        dw = native().pointwise_correlation(x, g, 2)[..., None, None]
        return dx, dw, g.sum((0, 2, 3)) if ctx.needs_input_grad[2] else None


class ScaleAprelu(Function):
    @staticmethod
    def forward(ctx, x, scale, shift, weight, bias, slope, shuffled):
        ctx.save_for_backward(x, scale, shift, weight, slope)
        ctx.shuffled = shuffled
        return native().scale_aprelu(x, scale, shift, weight, bias, slope, shuffled)

    @staticmethod
    def backward(ctx, g):
        x, scale, shift, weight, slope = ctx.saved_tensors
        centre = torch.zeros_like(scale)
        return *native().scale_aprelu_backward(
            g, x, scale, shift, centre, weight, slope, ctx.shuffled
        ), None


class BatchNormAprelu(Function):
    @staticmethod
    def forward(ctx, x, norm_weight, norm_bias, weight, bias, slope, eps, shuffled):
        mean, variance = native().plane_moments(x)
        inverse = 1 / (variance + eps).sqrt()
        scale = norm_weight * inverse
        shift = norm_bias - mean * scale
        ctx.save_for_backward(x, scale, shift, mean, inverse, weight, slope)
        ctx.shuffled = shuffled
        ctx.mark_non_differentiable(mean, variance)
        return native().scale_aprelu(x, scale, shift, weight, bias, slope, shuffled), mean, variance

    @staticmethod
    def backward(ctx, g, *_):
        x, scale, shift, mean, inverse, weight, slope = ctx.saved_tensors
        dx, dscale, dshift, *rest = native().scale_aprelu_backward(
            g, x, scale, shift, mean, weight, slope, ctx.shuffled
        )
        factor = -scale * inverse * inverse * dscale * (x.shape[1] / x.numel())
        native().add_line(dx, x, -scale * dshift * (x.shape[1] / x.numel()) - factor * mean, factor)
        return dx, dscale * inverse, dshift, *rest, None, None


class Energies(Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x.view_as(x), *native().energies(x)

    @staticmethod
    def backward(ctx, g, of_channels, of_bands):
        return native().energies_backward(g, of_channels, of_bands, *ctx.saved_tensors)


class Gate(Function):
    @staticmethod
    def forward(ctx, x, of_channels, of_bands, shuffled):
        ctx.save_for_backward(x, of_channels, of_bands)
        ctx.shuffled = shuffled
        return native().gate(x, of_channels, of_bands, shuffled)

    @staticmethod
    def backward(ctx, g):
        return *native().gate_backward(g, *ctx.saved_tensors, ctx.shuffled), None


class Gru(Function):
    @staticmethod
    def forward(ctx, x, wi, wh, bi, bh):
        y, kept = native().gru_forward(torch.nn.functional.linear(x, wi, bi), wh, bh)
        ctx.save_for_backward(x, y, kept, wi, wh)
        return y

    @staticmethod
    def backward(ctx, g):
        x, y, kept, wi, wh = ctx.saved_tensors
        of_input, of_state = (d.flatten(0, 1) for d in native().gru_backward(g, y, kept, wh))
        before = torch.nn.functional.pad(y[:, :-1], (0, 0, 1, 0)).flatten(0, 1)
        return (
            (of_input @ wi).view_as(x),
            of_input.t() @ x.flatten(0, 1),
            of_state.t() @ before,
            of_input.sum(0),
            of_state.sum(0),
        )


plane_convolution = PlaneConvolution.apply
pointwise = Pointwise.apply
scale_aprelu = ScaleAprelu.apply
batch_norm_aprelu = BatchNormAprelu.apply
energies = Energies.apply
gate = Gate.apply
gru = Gru.apply
