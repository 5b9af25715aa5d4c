// Attention over time and bands: mean squares of x over the bands and over the channels, and the product with a gate
// for every channel and one for every band.
//   energies  z[t][c] = mean_f x_c[t][f]²,  e[t][f] = mean_c x_c[t][f]²
//   gate      y_c[t][f] = x_c[t][f] · p[t][c] · q[t][f]
#include "planes.h"

namespace {

// body(clip, channel, frame of the clip, frame of all)
template <class Body>
void eachRow(const Planes& p, Body body) {
  at::parallel_for(0, p.B, 1, [&](int64_t begin, int64_t end) {
    for (int64_t b = begin; b < end; b++)
      for (int64_t c = 0; c < p.C; c++)
        for (int64_t t = 0; t < p.T; t++) body(b, c, t, b * p.T + t);
  });
}

}  // namespace

// x (B, C, T, F) -> z (B, T, C), e (B, T, F)
std::vector<at::Tensor> energies(at::Tensor x) {
  x = x.contiguous();
  Planes p(x);
  auto z = at::empty({p.B, p.T, p.C}, x.options()), e = at::zeros({p.B, p.T, p.F}, x.options());
  const float* from = data(x);
  float *toChannels = target(z), *toBands = target(e);
  eachRow(p, [&](int64_t b, int64_t c, int64_t t, int64_t frame) {
    const float* v = from + p.at(b, c) + t * p.F;
    float s = 0, *bands = toBands + frame * p.F, share = 1.f / p.C;
#pragma omp simd reduction(+ : s)
    for (int64_t f = 0; f < p.F; f++) s += v[f] * v[f], bands[f] += share * v[f] * v[f];
    toChannels[frame * p.C + c] = s / p.F;
  });
  return {z, e};
}

// dz: gradient of z, de: that of e, g: that of x from elsewhere
at::Tensor energiesBackward(at::Tensor g, at::Tensor dz, at::Tensor de, at::Tensor x) {
  g = g.contiguous(), dz = dz.contiguous(), de = de.contiguous(), x = x.contiguous();
  Planes p(x);
  auto dx = at::empty_like(x);
  const float *gradient = data(g), *from = data(x), *ofChannels = data(dz), *ofBands = data(de);
  float* to = target(dx);
  eachRow(p, [&](int64_t b, int64_t c, int64_t t, int64_t frame) {
    int64_t at = p.at(b, c) + t * p.F;
    const float *d = gradient + at, *v = from + at, *bands = ofBands + frame * p.F;
    float *r = to + at, own = 2 * ofChannels[frame * p.C + c] / p.F, share = 2.f / p.C;
#pragma omp simd
    for (int64_t f = 0; f < p.F; f++) r[f] = d[f] + v[f] * (own + share * bands[f]);
  });
  return dx;
}

// gates (B, T, C) and (B, T, F); shuffled: the channels of the result's two halves take turns
at::Tensor gate(at::Tensor x, at::Tensor channelGate, at::Tensor bandGate, bool shuffled) {
  x = x.contiguous(), channelGate = channelGate.contiguous(), bandGate = bandGate.contiguous();
  Planes p(x);
  auto y = at::empty_like(x);
  const float *from = data(x), *ofChannels = data(channelGate), *ofBands = data(bandGate);
  float* to = target(y);
  eachRow(p, [&](int64_t b, int64_t c, int64_t t, int64_t frame) {
    const float *v = from + p.at(b, c) + t * p.F, *bands = ofBands + frame * p.F;
    float *r = to + p.shuffled(b, c, shuffled) + t * p.F, own = ofChannels[frame * p.C + c];
#pragma omp simd
    for (int64_t f = 0; f < p.F; f++) r[f] = v[f] * own * bands[f];
  });
  return y;
}

// Gradients of x and both gates.
std::vector<at::Tensor> gateBackward(at::Tensor g, at::Tensor x, at::Tensor channelGate, at::Tensor bandGate,
                                     bool shuffled) {
  g = g.contiguous(), x = x.contiguous(), channelGate = channelGate.contiguous(), bandGate = bandGate.contiguous();
  Planes p(x);
  auto dx = at::empty_like(x), dp = at::empty_like(channelGate), dq = at::zeros_like(bandGate);
  const float *gradient = data(g), *from = data(x), *ofChannels = data(channelGate), *ofBands = data(bandGate);
  float *to = target(dx), *toChannels = target(dp), *toBands = target(dq);
  eachRow(p, [&](int64_t b, int64_t c, int64_t t, int64_t frame) {
    int64_t at = p.at(b, c) + t * p.F;
    const float *d = gradient + p.shuffled(b, c, shuffled) + t * p.F, *v = from + at,
                *gates = ofBands + frame * p.F;
    float *r = to + at, *bands = toBands + frame * p.F, own = ofChannels[frame * p.C + c], s = 0;
#pragma omp simd reduction(+ : s)
    for (int64_t f = 0; f < p.F; f++) {
      r[f] = d[f] * own * gates[f];
      bands[f] += d[f] * v[f] * own;
      s += d[f] * v[f] * gates[f];
    }
    toChannels[frame * p.C + c] = s;
  });
  return {dx, dp, dq};
}
