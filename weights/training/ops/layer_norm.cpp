// Layer normalisation over (bands, channels) of every frame, added to a residual:
//   y = x + weight (z - mean z) / sqrt(var z + eps) + bias
#include "rows.h"

// z and x (B, T, F, 16); returns the sum and, for the way back, mean and 1 / deviation of every frame.
std::vector<at::Tensor> addLayerNorm(at::Tensor x, at::Tensor z, at::Tensor weight, at::Tensor bias, double eps) {
  x = x.contiguous(), z = z.contiguous();
  int64_t frames = z.size(0) * z.size(1), size = z.size(2) * 16;
  auto y = at::empty_like(z), moments = at::empty({frames, 2}, z.options());
  const float *residual = data(x), *from = data(z), *w = data(weight), *b = data(bias);
  float *to = target(y), *kept = target(moments);
  at::parallel_for(0, frames, 64, [&](int64_t begin, int64_t end) {
    for (int64_t t = begin; t < end; t++) {
      const float *p = from + t * size, *r = residual + t * size;
      Row s{}, q{};
      for (int64_t k = 0; k < size; k += 16) s += load(p + k);
      float mean = sum(s) / size;
      for (int64_t k = 0; k < size; k += 16) q += (load(p + k) - mean) * (load(p + k) - mean);
      float inverse = 1 / std::sqrt(sum(q) / size + float(eps));
      for (int64_t k = 0; k < size; k += 16)
        store(to + t * size + k, load(r + k) + (load(p + k) - mean) * inverse * load(w + k) + load(b + k));
      kept[2 * t] = mean, kept[2 * t + 1] = inverse;
    }
  });
  return {y, moments};
}

// Gradients of z, weight and bias (that of x is g itself).
std::vector<at::Tensor> addLayerNormBackward(at::Tensor g, at::Tensor z, at::Tensor weight, at::Tensor moments) {
  g = g.contiguous(), z = z.contiguous();
  int64_t B = z.size(0), T = z.size(1), F = z.size(2), size = F * 16;
  auto dz = at::empty_like(z), dw = at::zeros({B, F, 16}, z.options()), db = at::zeros({B, F, 16}, z.options());
  const float *gradient = data(g), *from = data(z), *w = data(weight), *kept = data(moments);
  float *to = target(dz), *toWeight = target(dw), *toBias = target(db);
  at::parallel_for(0, B, 1, [&](int64_t begin, int64_t end) {
    for (int64_t t = begin * T; t < end * T; t++) {
      const float *p = from + t * size, *d = gradient + t * size;
      float mean = kept[2 * t], inverse = kept[2 * t + 1], *ow = toWeight + t / T * size,
            *ob = toBias + t / T * size;
      Row s{}, q{};
      for (int64_t k = 0; k < size; k += 16) {
        Row v = (load(p + k) - mean) * inverse, e = load(d + k), u = e * load(w + k);
        s += u, q += u * v;
        add(ow + k, e * v), add(ob + k, e);
      }
      float k1 = sum(s) / size, k2 = sum(q) / size;
      for (int64_t k = 0; k < size; k += 16) {
        Row v = (load(p + k) - mean) * inverse;
        store(to + t * size + k, inverse * (load(d + k) * load(w + k) - k1 - v * k2));
      }
    }
  });
  return {dz, dw.sum(0), db.sum(0)};
}
