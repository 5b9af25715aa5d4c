// Normalisation followed by the affine PReLU: with u = scale x + shift, of each channel c,
//   y[t][f] = w[c][f] u + b[c][f] + (u > 0 ? u : slope[c] u)
// The tables w and b are repeated for 16 frames, so that the inner loops are long and in whole vectors.
#include "planes.h"

namespace {

constexpr int64_t FRAMES = 16;  // in one run of the inner loops

std::vector<float> repeated(const float* table, int64_t F) {
  std::vector<float> r(FRAMES * F);
  for (int64_t k = 0; k < FRAMES * F; k++) r[k] = table[k % F];
  return r;
}

struct Sums {
  double scale = 0, shift = 0, slope = 0;
};

// One run of n numbers on the way back; tables of gradients are added to.
Sums back(const float* g, const float* x, float* dx, int64_t n, float a, float c, float centre, float slope,
          const float* w, float* dw, float* db) {
  float scale = 0, shift = 0, ofSlope = 0;
#pragma omp simd reduction(+ : scale, shift, ofSlope)
  for (int64_t k = 0; k < n; k++) {
    float u = a * x[k] + c, d = g[k];
    dw[k] += d * u;
    db[k] += d;
    ofSlope += u > 0 ? 0 : d * u;
    d *= w[k] + (u > 0 ? 1 : slope);
    shift += d;
    scale += d * (x[k] - centre);
    dx[k] = a * d;
  }
  return {scale, shift, ofSlope};
}

}  // namespace

// Mean and (biased) variance of every channel.
std::vector<at::Tensor> planeMoments(at::Tensor x) {
  x = x.contiguous();
  Planes p(x);
  auto mean = at::empty({p.C}, x.options()), variance = at::empty({p.C}, x.options());
  const float* from = data(x);
  double n = double(p.B * p.size);
  at::parallel_for(0, p.C, 1, [&](int64_t begin, int64_t end) {
    for (int64_t c = begin; c < end; c++) {
      double first = 0, second = 0;
      for (int64_t b = 0; b < p.B; b++)
        for (int64_t k = 0; k < p.size; k += 1024) {
          const float* v = from + p.at(b, c) + k;
          float s = 0, q = 0;
#pragma omp simd reduction(+ : s, q)
          for (int64_t i = 0; i < std::min<int64_t>(1024, p.size - k); i++) s += v[i], q += v[i] * v[i];
          first += s, second += q;
        }
      mean.data_ptr<float>()[c] = first / n;
      variance.data_ptr<float>()[c] = std::max(0.0, second / n - first / n * (first / n));
    }
  });
  return {mean, variance};
}

// shuffled: the channels of the result's two halves take turns
at::Tensor scaleAprelu(at::Tensor x, at::Tensor scale, at::Tensor shift, at::Tensor w, at::Tensor b,
                       at::Tensor slope, bool shuffled) {
  x = x.contiguous(), w = w.contiguous(), b = b.contiguous();
  Planes p(x);
  auto y = at::empty_like(x);
  const float *from = data(x), *scales = data(scale), *shifts = data(shift), *slopes = data(slope);
  float* to = target(y);
  at::parallel_for(0, p.C, 1, [&](int64_t begin, int64_t end) {
    for (int64_t channel = begin; channel < end; channel++) {
      auto ws = repeated(data(w) + channel * p.F, p.F), bs = repeated(data(b) + channel * p.F, p.F);
      const float a = scales[channel], c = shifts[channel], s = slopes[channel], *wp = ws.data(), *bp = bs.data();
      for (int64_t clip = 0; clip < p.B; clip++)
        for (int64_t k = 0; k < p.size; k += FRAMES * p.F) {
          const float* v = from + p.at(clip, channel) + k;
          float* r = to + p.shuffled(clip, channel, shuffled) + k;
#pragma omp simd
          for (int64_t i = 0; i < std::min(FRAMES * p.F, p.size - k); i++) {
            float u = a * v[i] + c;
            r[i] = wp[i] * u + bp[i] + (u > 0 ? u : s * u);
          }
        }
    }
  });
  return y;
}

// Gradients of x, scale, shift, w, b and slope; that of scale as if x had been x - centre.
std::vector<at::Tensor> scaleApreluBackward(at::Tensor g, at::Tensor x, at::Tensor scale, at::Tensor shift,
                                            at::Tensor centre, at::Tensor w, at::Tensor slope, bool shuffled) {
  g = g.contiguous(), x = x.contiguous(), w = w.contiguous();
  Planes p(x);
  auto dx = at::empty_like(x), dw = at::zeros_like(w), db = at::zeros_like(w);
  auto dscale = at::empty_like(scale), dshift = at::empty_like(scale), dslope = at::empty_like(scale);
  const float *from = data(x), *gradient = data(g), *scales = data(scale), *shifts = data(shift),
              *centres = data(centre), *slopes = data(slope);
  float *to = target(dx), *toScale = target(dscale), *toShift = target(dshift), *toSlope = target(dslope);
  at::parallel_for(0, p.C, 1, [&](int64_t begin, int64_t end) {
    for (int64_t c = begin; c < end; c++) {
      auto table = repeated(data(w) + c * p.F, p.F);
      std::vector<float> ofW(FRAMES * p.F), ofB(FRAMES * p.F);
      Sums total;
      for (int64_t b = 0; b < p.B; b++)
        for (int64_t k = 0; k < p.size; k += FRAMES * p.F) {
          int64_t at = p.at(b, c) + k;
          Sums s = back(gradient + p.shuffled(b, c, shuffled) + k, from + at, to + at,
                        std::min(FRAMES * p.F, p.size - k), scales[c], shifts[c], centres[c], slopes[c],
                        table.data(), ofW.data(), ofB.data());
          total.scale += s.scale, total.shift += s.shift, total.slope += s.slope;
        }
      for (int64_t k = 0; k < FRAMES * p.F; k++) {
        target(dw)[c * p.F + k % p.F] += ofW[k];
        target(db)[c * p.F + k % p.F] += ofB[k];
      }
      toScale[c] = total.scale, toShift[c] = total.shift, toSlope[c] = total.slope;
    }
  });
  return {dx, dscale, dshift, dw, db, dslope};
}

// dx += offset[c] + factor[c] x, in place: what a batch's own mean and variance take back
void addLine(at::Tensor dx, at::Tensor x, at::Tensor offset, at::Tensor factor) {
  x = x.contiguous();
  Planes p(x);
  const float *from = data(x), *offsets = data(offset), *factors = data(factor);
  float* to = target(dx);
  at::parallel_for(0, p.B * p.C, 1, [&](int64_t begin, int64_t end) {
    for (int64_t n = begin; n < end; n++) {
      const float a = offsets[n % p.C], m = factors[n % p.C], *v = from + n * p.size;
      float* d = to + n * p.size;
#pragma omp simd
      for (int64_t k = 0; k < p.size; k++) d[k] += a + m * v[k];
    }
  });
}
