// Distance of two spectra with compressed magnitudes, and its gradient in the same pass. With p = |level x|²:
//   sum of  a |p^-0.35 x - q^-0.35 y|²  +  b (p^0.15 - q^0.15)²,  y and q being the target's
// Complex numbers lie interleaved, eight to a row; what belongs to a pair is computed in both of its lanes.
#include "rows.h"

namespace {

Row swapped(Row v) { return __builtin_shufflevector(v, v, 1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14); }

struct Compressed {
  Row power, scale, magnitude, value;

  explicit Compressed(Row x) {
    power = x * x + swapped(x * x) + 1e-10f;
    Row logPower = logarithm(power);
    scale = exponential(-.35f * logPower), magnitude = exponential(.15f * logPower), value = x * scale;
  }
};

}  // namespace

// One row: returns the distance, stores the gradient.
static float step(const float* from, const float* wanted, float* to, float level, float a, float b) {
  Row x = load(from) * level;
  Compressed e(x), t(load(wanted) * level);
  Row d = e.value - t.value, m = e.magnitude - t.magnitude, along = d * x + swapped(d * x);
  Row turn = (-1.4f * a * along * e.scale + .6f * b * m * e.magnitude) / e.power;
  store(to, level * (2 * a * d * e.scale + turn * x));
  return sum(a * d * d + .5f * b * m * m);  // both lanes of a pair hold its magnitudes: half of their squares each
}

// estimate, target: (B, size) floats; level (B). Returns (B) sums and the gradient of estimate.
std::vector<at::Tensor> compressedDistance(at::Tensor estimate, at::Tensor target, at::Tensor level, double a,
                                           double b) {
  estimate = estimate.contiguous(), target = target.contiguous(), level = level.contiguous();
  int64_t B = estimate.size(0), size = estimate.size(1), rows = size / 16 * 16;
  auto sums = at::empty({B}, estimate.options()), gradient = at::empty_like(estimate);
  const float* levels = data(level);
  at::parallel_for(0, B, 1, [&](int64_t begin, int64_t end) {
    for (int64_t n = begin; n < end; n++) {
      const float *from = data(estimate) + n * size, *wanted = data(target) + n * size;
      float *to = ::target(gradient) + n * size, rest[3][16] = {};
      double whole = 0;
      for (int64_t k = 0; k < rows; k += 16) whole += step(from + k, wanted + k, to + k, levels[n], a, b);
      std::copy(from + rows, from + size, rest[0]);
      std::copy(wanted + rows, wanted + size, rest[1]);
      whole += step(rest[0], rest[1], rest[2], levels[n], a, b);
      std::copy(rest[2], rest[2] + size - rows, to + rows);
      ::target(sums)[n] = float(whole);
    }
  });
  return {sums, gradient};
}
