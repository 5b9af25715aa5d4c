// The end of a grouped temporal block: energy over the bands (what the temporal attention listens to), then the
// gated half and the untouched half of the block's input woven together, channel by channel.
//   energy   e[c] = mean_f h[f][c]²
//   weave    y[f][2c] = h[f][c] gate[c],  y[f][2c + 1] = x[f][8 + c]
#include "rows.h"

namespace {

Row woven(Half a, Half b) {
  return __builtin_shufflevector(a, b, 0, 8, 1, 9, 2, 10, 3, 11, 4, 12, 5, 13, 6, 14, 7, 15);
}

}  // namespace

// h (B, T, F, 8) -> (B, T, 8)
at::Tensor bandEnergy(at::Tensor h) {
  h = h.contiguous();
  int64_t frames = h.size(0) * h.size(1), F = h.size(2);
  auto e = at::empty({h.size(0), h.size(1), 8}, h.options());
  const float* from = data(h);
  float* to = target(e);
  for (int64_t t = 0; t < frames; t++) {
    Half s{};
    for (int64_t f = 0; f < F; f++) s += load<8>(from + (t * F + f) * 8) * load<8>(from + (t * F + f) * 8);
    store<8>(to + t * 8, s / float(F));
  }
  return e;
}

at::Tensor weave(at::Tensor h, at::Tensor gate, at::Tensor x) {
  h = h.contiguous(), gate = gate.contiguous(), x = x.contiguous();
  int64_t frames = h.size(0) * h.size(1), F = h.size(2);
  auto y = at::empty_like(x);
  const float *from = data(h), *gates = data(gate), *passed = data(x);
  float* to = target(y);
  for (int64_t t = 0; t < frames; t++) {
    Half a = load<8>(gates + t * 8);
    for (int64_t f = t * F; f < (t + 1) * F; f++)
      store(to + f * 16, woven(load<8>(from + f * 8) * a, load<8>(passed + f * 16 + 8)));
  }
  return y;
}

// Gradients of h, gate and x through weave alone.
std::vector<at::Tensor> weaveBackward(at::Tensor g, at::Tensor h, at::Tensor gate) {
  g = g.contiguous(), h = h.contiguous(), gate = gate.contiguous();
  int64_t frames = h.size(0) * h.size(1), F = h.size(2);
  auto dh = at::empty_like(h), dgate = at::empty_like(gate), dx = at::empty_like(g);
  const float *gradient = data(g), *from = data(h), *gates = data(gate);
  float *toH = target(dh), *toGate = target(dgate), *toX = target(dx);
  for (int64_t t = 0; t < frames; t++) {
    Half a = load<8>(gates + t * 8), s{};
    for (int64_t f = t * F; f < (t + 1) * F; f++) {
      Row row = load(gradient + f * 16);
      Half even = __builtin_shufflevector(row, row, 0, 2, 4, 6, 8, 10, 12, 14);
      store<8>(toH + f * 8, even * a);
      store<8>(toX + f * 16, Half{});
      store<8>(toX + f * 16 + 8, __builtin_shufflevector(row, row, 1, 3, 5, 7, 9, 11, 13, 15));
      s += even * load<8>(from + f * 8);
    }
    store<8>(toGate + t * 8, s);
  }
  return {dh, dgate, dx};
}

at::Tensor bandEnergyBackward(at::Tensor g, at::Tensor h) {
  g = g.contiguous(), h = h.contiguous();
  int64_t frames = h.size(0) * h.size(1), F = h.size(2);
  auto dh = at::empty_like(h);
  const float *gradient = data(g), *from = data(h);
  float* to = target(dh);
  for (int64_t t = 0; t < frames; t++) {
    Half d = load<8>(gradient + t * 8) * (2.f / F);
    for (int64_t f = t * F; f < (t + 1) * F; f++) store<8>(to + f * 8, d * load<8>(from + f * 8));
  }
  return dh;
}
