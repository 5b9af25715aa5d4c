// Recurrence across time (every band a sequence of its own) and across bands (every frame one, half of the chains
// running downwards). Only inputs and outputs are kept for the way back; the gates are computed again from them.
#include "recurrent.h"

namespace {

constexpr int GROUP =
    4;  // frames run side by side across the bands, because one alone waits for itself at every step

template <int H>
void forwardInTime(const float* x, float* y, int64_t T, int64_t N, const Packed& w) {
  std::vector<Row> h(N, Row{});
  for (int64_t t = 0; t < T; t++)
    for (int64_t n = 0; n < N; n++, x += 16, y += 16) {
      h[n] = next(gates<H>(project<H>(load(x), w), h[n], w), h[n]);
      store(y, h[n]);
    }
}

template <int H>
void backwardInTime(const float* g, const float* x, const float* y, float* dx, float* sums, int64_t T, int64_t N,
                    const Packed& w) {
  std::vector<Row> d(N, Row{}), previous(N), input(N);
  std::vector<GateGradients> gradients(N);
  for (int64_t t = T - 1; t >= 0; t--) {
    int64_t from = t * N * 16;
    for (int64_t n = 0; n < N; n++) {
      input[n] = load(x + from + n * 16);
      previous[n] = t == 0 ? Row{} : load(y + from + (n - N) * 16);
      d[n] += load(g + from + n * 16);
      gradients[n] = back<H>(gates<H>(project<H>(input[n], w), previous[n], w), previous[n], d[n], w);
    }
    for (int64_t n = 0; n < N; n++) store(dx + from + n * 16, inputGradient<H>(gradients[n], w));
    WeightGradients<H>::addHidden(sums, gradients.data(), previous.data(), N);
    WeightGradients<H>::addInput(sums, gradients.data(), input.data(), N);
  }
}

const IntRow DOWNWARDS = {0, 0, 0, 0, -1, -1, -1, -1, 0, 0, 0, 0, -1, -1, -1, -1};

Row merge(Row up, Row down) { return DOWNWARDS ? down : up; }

void forwardAcrossBands(const float* x, float* y, int64_t frames, int64_t F, const Packed& w) {
  std::vector<Projection> steps(GROUP * F);
  for (int64_t t = 0; t < frames; t += GROUP) {
    int64_t count = std::min<int64_t>(GROUP, frames - t);
    for (int64_t m = 0; m < count; m++)
      for (int64_t f = 0; f < F; f++) {
        Projection p = project<4>(load(x + ((t + m) * F + f) * 16), w);
        Projection &up = steps[m * F + f], &down = steps[m * F + F - 1 - f];
        up = {merge(p.r, up.r), merge(p.z, up.z), merge(p.n, up.n)};
        down = {merge(down.r, p.r), merge(down.z, p.z), merge(down.n, p.n)};
      }
    Row h[GROUP] = {};
    for (int64_t k = 0; k < F; k++)
      for (int64_t m = 0; m < count; m++) {
        h[m] = next(gates<4>(steps[m * F + k], h[m], w), h[m]);
        float *up = y + ((t + m) * F + k) * 16, *down = y + ((t + m) * F + F - 1 - k) * 16;
        store(up, merge(h[m], load(up)));
        store(down, merge(load(down), h[m]));
      }
  }
}

// What a frame needs on the way back, in the order of the steps: half of the lanes from band k, half from F - 1 -
// k.
struct Steps {
  std::vector<Row> input, previous, gradient;
  std::vector<Gates> gate;
  std::vector<GateGradients> gateGradient, ofBand;

  explicit Steps(int64_t F) : input(F), previous(F + 1), gradient(F), gate(F), gateGradient(F), ofBand(F) {}

  void prepare(const float* g, const float* x, const float* y, int64_t F, const Packed& w) {
    std::vector<Projection> projections(F);
    previous[0] = Row{};
    for (int64_t f = 0; f < F; f++) projections[f] = project<4>(input[f] = load(x + f * 16), w);
    for (int64_t k = 0; k < F; k++) {
      const Projection &up = projections[k], &down = projections[F - 1 - k];
      gradient[k] = merge(load(g + k * 16), load(g + (F - 1 - k) * 16));
      previous[k + 1] = merge(load(y + k * 16), load(y + (F - 1 - k) * 16));
      gate[k] = gates<4>({merge(up.r, down.r), merge(up.z, down.z), merge(up.n, down.n)}, previous[k], w);
    }
  }

  void finish(float* dx, float* sums, int64_t F, const Packed& w) {
    for (int64_t f = 0; f < F; f++) {
      const GateGradients &up = gateGradient[f], &down = gateGradient[F - 1 - f];
      ofBand[f] = {merge(up.r, down.r), merge(up.z, down.z), merge(up.n, down.n), Row{}};
      store(dx + f * 16, inputGradient<4>(ofBand[f], w));
    }
    WeightGradients<4>::addHidden(sums, gateGradient.data(), previous.data(), F);
    WeightGradients<4>::addInput(sums, ofBand.data(), input.data(), F);
  }
};

void backwardAcrossBands(const float* g, const float* x, const float* y, float* dx, float* sums, int64_t frames,
                         int64_t F, const Packed& w) {
  std::vector<Steps> steps(GROUP, Steps(F));
  for (int64_t t = 0; t < frames; t += GROUP) {
    int64_t count = std::min<int64_t>(GROUP, frames - t);
    for (int64_t m = 0; m < count; m++) {
      int64_t from = (t + m) * F * 16;
      steps[m].prepare(g + from, x + from, y + from, F, w);
    }
    Row d[GROUP] = {};
    for (int64_t k = F - 1; k >= 0; k--)
      for (int64_t m = 0; m < count; m++) {
        d[m] += steps[m].gradient[k];
        steps[m].gateGradient[k] = back<4>(steps[m].gate[k], steps[m].previous[k], d[m], w);
      }
    for (int64_t m = 0; m < count; m++) steps[m].finish(dx + (t + m) * F * 16, sums, F, w);
  }
}

Packed pack(const std::vector<at::Tensor>& w) {
  return {data(w[0]),
          data(w[1]),
          data(w[2]),
          data(w[3]),
          w.size() > 4 ? data(w[4]) : nullptr,
          w.size() > 4 ? data(w[5]) : nullptr};
}

}  // namespace

// x (B, T, N, 16) -> (B, T, N, 16). units: 4 runs across N (bands), 8 and 16 across T. w: as in Packed,
// contiguous.
at::Tensor recurrent(at::Tensor x, std::vector<at::Tensor> w, int64_t units) {
  x = x.contiguous();
  int64_t B = x.size(0), T = x.size(1), N = x.size(2), size = T * N * 16;
  auto y = at::zeros_like(x);
  Packed packed = pack(w);
  const float* from = data(x);
  float* to = target(y);
  at::parallel_for(0, B, 1, [&](int64_t begin, int64_t end) {
    for (int64_t b = begin; b < end; b++) {
      if (units == 4) forwardAcrossBands(from + b * size, to + b * size, T, N, packed);
      else if (units == 8) forwardInTime<8>(from + b * size, to + b * size, T, N, packed);
      else forwardInTime<16>(from + b * size, to + b * size, T, N, packed);
    }
  });
  return y;
}

// Gradients of x and of all weights as rows in the order wi, wh, bi, bh.
std::vector<at::Tensor> recurrentBackward(at::Tensor g, at::Tensor x, at::Tensor y, std::vector<at::Tensor> w,
                                          int64_t units) {
  g = g.contiguous(), x = x.contiguous();
  int64_t B = x.size(0), T = x.size(1), N = x.size(2), size = T * N * 16, rows = 30 + 3 * units;
  auto dx = at::empty_like(x), sums = at::zeros({B, rows, 16}, x.options());
  Packed packed = pack(w);
  const float *gradient = data(g), *from = data(x), *out = data(y);
  float *to = target(dx), *toWeights = target(sums);
  at::parallel_for(0, B, 1, [&](int64_t begin, int64_t end) {
    for (int64_t b = begin; b < end; b++) {
      int64_t at = b * size;
      float* total = toWeights + b * rows * 16;
      if (units == 4) backwardAcrossBands(gradient + at, from + at, out + at, to + at, total, T, N, packed);
      else if (units == 8) backwardInTime<8>(gradient + at, from + at, out + at, to + at, total, T, N, packed);
      else backwardInTime<16>(gradient + at, from + at, out + at, to + at, total, T, N, packed);
    }
  });
  return {dx, sums.sum(0)};
}
