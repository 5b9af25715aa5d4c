import torch

from tests.agreement import AgreementCase


class OperatorsTest(AgreementCase):
    def test_band_convolution(self):
        for channels_in, channels_out, taps, stride, bands in (
            (9, 16, 5, 2, 129),
            (16, 16, 5, 2, 65),
            (8, 16, 3, 1, 33),
            (16, 8, 1, 1, 33),
        ):
            x = torch.randn(2, 4, bands, max(channels_in, 9) if channels_in == 9 else 16)
            w = torch.randn(taps, channels_in, channels_out)
            self.agree(
                "band_convolution",
                [x, w, torch.randn(channels_out), stride],
                [1, 2] if channels_in == 9 else [0, 1, 2],
            )

    def test_band_convolution_transposed(self):
        for channels_out, bands in ((16, 33), (8, 65)):
            arguments = [
                torch.randn(2, 4, bands, 16),
                torch.randn(5, 16, channels_out),
                torch.randn(channels_out),
                2,
                True,
            ]
            self.agree("band_convolution", arguments, [0, 1, 2])

    def test_depthwise(self):
        for dilation in (1, 2, 5):
            self.agree(
                "depthwise",
                [torch.randn(2, 13, 33, 16), torch.randn(3, 3, 16), torch.randn(16), dilation],
                [0, 1, 2],
            )

    def test_batch_norm_prelu(self):
        for channels, bands in ((2, 128), (8, 33), (16, 33)):
            x = torch.randn(2, 6, bands, channels) * 3 + 1
            arguments = [x, torch.randn(channels), torch.randn(channels), torch.tensor([0.2]), 1e-5]
            self.agree("batch_norm_prelu", arguments, [0, 1, 2, 3])

    def test_scale_prelu(self):
        for channels, bands in ((2, 128), (8, 33), (16, 33)):
            x = torch.randn(2, 6, bands, channels)
            self.agree(
                "scale_prelu",
                [x, torch.randn(channels), torch.randn(channels), torch.tensor([0.2])],
                [0, 1, 2, 3],
            )

    def test_add_layer_norm(self):
        x, z = torch.randn(2, 6, 33, 16), torch.randn(2, 6, 33, 16) + 1
        self.agree("add_layer_norm", [x, z, torch.randn(33, 16), torch.randn(33, 16), 1e-8], [0, 1, 2, 3])

    def test_attention(self):
        h, x = torch.randn(2, 6, 33, 8), torch.randn(2, 6, 33, 16)
        self.agree("band_energy", [h], [0])
        self.agree("weave", [h, torch.randn(2, 6, 8), x], [0, 1, 2])

    def test_recurrent(self):
        for chains, sequences in ((4, 33), (2, 33), (1, 5)):
            units = 16 // chains
            weights = [torch.randn(chains, 3, units, 8) * 0.5, torch.randn(chains, 3, units, units) * 0.5]
            biases = [torch.randn(chains, 3, units), torch.randn(chains, 3, units)]
            self.agree("recurrent", [torch.randn(2, 9, sequences, 16), *weights, *biases], [0, 1, 2, 3, 4])

    def test_compressed_distance(self):
        estimate, target = (torch.randn(3, 10, 61, dtype=torch.cfloat) * 0.1 for _ in range(2))
        target[1, :3] = 0
        self.agree("compressed_distance", [estimate, target, torch.rand(3) + 0.5, 30, 70], [0])
