#include <torch/extension.h>

#include <vector>

using at::Tensor;
using Tensors = std::vector<at::Tensor>;

Tensor bandConvolution(Tensor x, Tensor w, Tensor bias, int64_t stride, bool transposed, int64_t width);
Tensor bandCorrelation(Tensor x, Tensor g, int64_t K, int64_t cin, int64_t stride);
Tensor depthwise(Tensor x, Tensor w, Tensor bias, int64_t dilation);
Tensors depthwiseBackward(Tensor g, Tensor x, Tensor w, int64_t dilation);
Tensors batchNormPrelu(Tensor x, Tensor weight, Tensor bias, double slope, double eps);
Tensors batchNormPreluBackward(Tensor g, Tensor x, Tensor weight, Tensor bias, double slope, Tensor mean,
                               Tensor variance, double eps);
Tensor scalePrelu(Tensor x, Tensor scale, Tensor shift, double slope);
Tensors scalePreluBackward(Tensor g, Tensor x, Tensor scale, Tensor shift, double slope);
Tensors addLayerNorm(Tensor x, Tensor z, Tensor weight, Tensor bias, double eps);
Tensors addLayerNormBackward(Tensor g, Tensor z, Tensor weight, Tensor moments);
Tensor bandEnergy(Tensor h);
Tensor bandEnergyBackward(Tensor g, Tensor h);
Tensor weave(Tensor h, Tensor gate, Tensor x);
Tensors weaveBackward(Tensor g, Tensor h, Tensor gate);
Tensor recurrent(Tensor x, Tensors w, int64_t units);
Tensors recurrentBackward(Tensor g, Tensor x, Tensor y, Tensors w, int64_t units);
Tensors compressedDistance(Tensor estimate, Tensor target, Tensor level, double a, double b);

Tensor planeConvolution(Tensor x, Tensor w, Tensor bias, int64_t up, int64_t down, bool future);
Tensor planeCorrelation(Tensor x, Tensor g, int64_t groups, int64_t A, int64_t J, int64_t up, int64_t down);
Tensor pointwise(Tensor x, Tensor w, Tensor bias, int64_t groups);
Tensor pointwiseCorrelation(Tensor x, Tensor g, int64_t groups);
Tensors planeMoments(Tensor x);
Tensor scaleAprelu(Tensor x, Tensor scale, Tensor shift, Tensor w, Tensor b, Tensor slope, bool shuffled);
Tensors scaleApreluBackward(Tensor g, Tensor x, Tensor scale, Tensor shift, Tensor centre, Tensor w, Tensor slope,
                            bool shuffled);
void addLine(Tensor dx, Tensor x, Tensor offset, Tensor factor);
Tensors energies(Tensor x);
Tensor energiesBackward(Tensor g, Tensor dz, Tensor de, Tensor x);
Tensor gate(Tensor x, Tensor channelGate, Tensor bandGate, bool shuffled);
Tensors gateBackward(Tensor g, Tensor x, Tensor channelGate, Tensor bandGate, bool shuffled);
Tensors gruForward(Tensor p, Tensor wh, Tensor bh);
Tensors gruBackward(Tensor g, Tensor y, Tensor kept, Tensor wh);

PYBIND11_MODULE(TORCH_EXTENSION_NAME, m) {
  m.def("band_convolution", &bandConvolution);
  m.def("band_correlation", &bandCorrelation);
  m.def("depthwise", &depthwise);
  m.def("depthwise_backward", &depthwiseBackward);
  m.def("batch_norm_prelu", &batchNormPrelu);
  m.def("batch_norm_prelu_backward", &batchNormPreluBackward);
  m.def("scale_prelu", &scalePrelu);
  m.def("scale_prelu_backward", &scalePreluBackward);
  m.def("add_layer_norm", &addLayerNorm);
  m.def("add_layer_norm_backward", &addLayerNormBackward);
  m.def("band_energy", &bandEnergy);
  m.def("band_energy_backward", &bandEnergyBackward);
  m.def("weave", &weave);
  m.def("weave_backward", &weaveBackward);
  m.def("compressed_distance", &compressedDistance);
  m.def("recurrent", &recurrent);
  m.def("recurrent_backward", &recurrentBackward);
  m.def("plane_convolution", &planeConvolution);
  m.def("plane_correlation", &planeCorrelation);
  m.def("pointwise", &pointwise);
  m.def("pointwise_correlation", &pointwiseCorrelation);
  m.def("plane_moments", &planeMoments);
  m.def("scale_aprelu", &scaleAprelu);
  m.def("scale_aprelu_backward", &scaleApreluBackward);
  m.def("add_line", &addLine);
  m.def("energies", &energies);
  m.def("energies_backward", &energiesBackward);
  m.def("gate", &gate);
  m.def("gate_backward", &gateBackward);
  m.def("gru_forward", &gruForward);
  m.def("gru_backward", &gruBackward);
}
