// Batch normalisation by the batch's own statistics followed by PReLU with one slope, and the same with a fixed
// scale and shift per channel.
//   batchNormPrelu  y = prelu(a x + c),  a = weight / sqrt(var + eps),  c = bias - mean a
//   scalePrelu      y = prelu(scale x + shift)
#include <array>

#include "rows.h"

namespace {

typedef std::array<double, 16> Totals;

void accumulate(Totals& totals, Row v) {
  for (int c = 0; c < 16; c++) totals[c] += v[c];
}

// Of fewer than 16 channels several bands travel in a row: totals of the same channel belong together.
void fold(Totals& totals, int64_t C) {
  Totals sums{};
  for (int c = 0; c < 16; c++) sums[c % C] += totals[c];
  for (int c = 0; c < 16; c++) totals[c] = sums[c % C];
}

Row spread(const at::Tensor& perChannel, int64_t C) {
  const float* p = data(perChannel);
  Row r;
  for (int c = 0; c < 16; c++) r[c] = p[c % C];
  return r;
}

at::Tensor collect(const Totals& totals, double scale, int64_t C, const at::TensorOptions& options) {
  auto t = at::empty({C}, options);
  for (int64_t c = 0; c < C; c++) target(t)[c] = totals[c] * scale;
  return t;
}

constexpr int64_t RUN = 64 * 16;  // summed in single precision before it goes into the totals

}  // namespace

// Returns y, mean and (biased) variance. x is (..., C), C 2, 8 or 16, in whole rows.
std::vector<at::Tensor> batchNormPrelu(at::Tensor x, at::Tensor weight, at::Tensor bias, double slope,
                                       double eps) {
  x = x.contiguous();
  int64_t C = x.size(-1), size = x.numel();
  TORCH_CHECK(16 % C == 0 && size % 16 == 0, "expected 2, 8 or 16 channels in whole rows, found ", C);
  auto y = at::empty_like(x);
  const float* from = data(x);
  float* to = target(y);
  Totals first{}, second{};
  for (int64_t i = 0; i < size; i += RUN) {
    Row s{}, q{};
    for (int64_t k = i; k < std::min(size, i + RUN); k += 16) {
      Row v = load(from + k);
      s += v, q += v * v;
    }
    accumulate(first, s), accumulate(second, q);
  }
  fold(first, C), fold(second, C);
  double n = double(size) / C;
  for (int c = 0; c < 16; c++) second[c] = std::max(0.0, second[c] - first[c] * first[c] / n);
  auto mean = collect(first, 1 / n, C, x.options()), variance = collect(second, 1 / n, C, x.options());
  auto scale = weight / (variance + eps).sqrt();
  Row a = spread(scale, C), c = spread(bias - mean * scale, C), p = Row{} + float(slope);
  for (int64_t k = 0; k < size; k += 16) {
    Row u = load(from + k) * a + c;
    store(to + k, u > 0.f ? u : p * u);
  }
  return {y, mean, variance};
}

// Gradients of x, weight, bias and slope.
std::vector<at::Tensor> batchNormPreluBackward(at::Tensor g, at::Tensor x, at::Tensor weight, at::Tensor bias,
                                               double slope, at::Tensor mean, at::Tensor variance, double eps) {
  g = g.contiguous(), x = x.contiguous();
  int64_t C = x.size(-1), size = x.numel();
  auto dx = at::empty_like(x);
  const float *from = data(x), *gradient = data(g);
  float* to = target(dx);
  auto inverse = 1 / (variance + eps).sqrt(), scale = weight * inverse;
  Row a = spread(scale, C), c = spread(bias - mean * scale, C), m = spread(mean, C), p = Row{} + float(slope);
  Totals first{}, second{}, ofSlope{};
  for (int64_t i = 0; i < size; i += RUN) {
    Row s{}, q{}, e{};
    for (int64_t k = i; k < std::min(size, i + RUN); k += 16) {
      Row v = load(from + k), u = v * a + c, d = load(gradient + k);
      e += u > 0.f ? Row{} : u * d;
      d = u > 0.f ? d : p * d;
      s += d, q += d * (v - m);
    }
    accumulate(first, s), accumulate(second, q), accumulate(ofSlope, e);
  }
  fold(first, C), fold(second, C);
  double n = double(size) / C, total = 0;
  for (double v : ofSlope) total += v;
  auto db = collect(first, 1, C, x.options()), dw = collect(second, 1, C, x.options()) * inverse;
  Row k1 = spread(db / n, C), k2 = spread(dw * inverse / n, C);
  for (int64_t k = 0; k < size; k += 16) {
    Row v = load(from + k), u = v * a + c, d = load(gradient + k);
    d = u > 0.f ? d : p * d;
    store(to + k, a * (d - k1 - (v - m) * k2));
  }
  return {dx, dw, db, at::full({1}, total, x.options())};
}

// y = prelu(scale x + shift)
at::Tensor scalePrelu(at::Tensor x, at::Tensor scale, at::Tensor shift, double slope) {
  x = x.contiguous();
  int64_t C = x.size(-1), size = x.numel();
  TORCH_CHECK(16 % C == 0 && size % 16 == 0, "expected 2, 8 or 16 channels in whole rows, found ", C);
  auto y = at::empty_like(x);
  const float* from = data(x);
  float* to = target(y);
  Row a = spread(scale, C), c = spread(shift, C), p = Row{} + float(slope);
  for (int64_t k = 0; k < size; k += 16) {
    Row u = load(from + k) * a + c;
    store(to + k, u > 0.f ? u : p * u);
  }
  return y;
}

// Gradients of x, scale, shift and slope.
std::vector<at::Tensor> scalePreluBackward(at::Tensor g, at::Tensor x, at::Tensor scale, at::Tensor shift,
                                           double slope) {
  g = g.contiguous(), x = x.contiguous();
  int64_t C = x.size(-1), size = x.numel();
  auto dx = at::empty_like(x);
  const float *from = data(x), *gradient = data(g);
  float* to = target(dx);
  Row a = spread(scale, C), c = spread(shift, C), p = Row{} + float(slope);
  Totals ofScale{}, ofShift{}, ofSlope{};
  for (int64_t i = 0; i < size; i += RUN) {
    Row s{}, q{}, e{};
    for (int64_t k = i; k < std::min(size, i + RUN); k += 16) {
      Row v = load(from + k), u = v * a + c, d = load(gradient + k);
      e += u > 0.f ? Row{} : u * d;
      d = u > 0.f ? d : p * d;
      s += d, q += d * v;
      store(to + k, a * d);
    }
    accumulate(ofShift, s), accumulate(ofScale, q), accumulate(ofSlope, e);
  }
  fold(ofShift, C), fold(ofScale, C);
  double total = 0;
  for (double v : ofSlope) total += v;
  return {dx, collect(ofScale, 1, C, x.options()), collect(ofShift, 1, C, x.options()),
          at::full({1}, total, x.options())};
}
