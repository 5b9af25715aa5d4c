import torch

from tests.agreement import AgreementCase

CONVOLUTIONS = (  # channels in and out, kernel, stride, bands in
    (1, 12, (3, 3), 2, 129),
    (24, 24, (2, 3), 2, 65),
    (24, 24, (2, 3), 1, 33),
    (32, 32, (1, 5), 1, 33),
)


class PlanesTest(AgreementCase):
    def test_plane_convolution(self):
        for channels_in, channels_out, kernel, stride, bands in CONVOLUTIONS:
            w = torch.randn(channels_out, 1, *kernel)
            x = torch.randn(2, channels_in, 7, bands)
            self.agree("plane_convolution", [x, w, torch.randn(channels_out), stride, False], [0, 1, 2])

    def test_plane_convolution_transposed(self):
        for channels_out, channels_in, kernel, stride, bands_out in CONVOLUTIONS:
            w = torch.randn(channels_in, 1, *kernel)
            x = torch.randn(2, channels_in, 7, (bands_out + stride - 1) // stride)
            self.agree("plane_convolution", [x, w, torch.randn(channels_out), stride, True], [0, 1, 2])

    def test_pointwise(self):
        for channels_in, channels_out in ((12, 24), (24, 32), (32, 16), (16, 32), (24, 12), (12, 12)):
            x, w = torch.randn(2, channels_in, 7, 33), torch.randn(channels_out, channels_in // 2, 1, 1)
            self.agree("pointwise", [x, w, torch.randn(channels_out)], [0, 1, 2])

    def test_scale_aprelu(self):
        for channels, bands, shuffled in ((12, 65, True), (24, 33, False), (1, 129, False)):
            x, tables = torch.randn(2, channels, 19, bands), torch.randn(2, channels, bands)
            scale, shift, slope = torch.randn(3, channels)
            self.agree("scale_aprelu", [x, scale, shift, *tables, slope, shuffled], [0, 1, 2, 3, 4, 5])

    def test_batch_norm_aprelu(self):
        for channels, bands, shuffled in ((12, 65, True), (32, 33, False), (1, 129, False)):
            x, tables = torch.randn(2, channels, 19, bands) * 3 + 1, torch.randn(2, channels, bands)
            weight, bias, slope = torch.randn(3, channels)
            self.agree(
                "batch_norm_aprelu", [x, weight, bias, *tables, slope, 1e-5, shuffled], [0, 1, 2, 3, 4, 5]
            )

    def test_attention(self):
        x = torch.randn(2, 24, 5, 33)
        self.agree("energies", [x], [0])
        for shuffled in (False, True):
            self.agree("gate", [x, torch.rand(2, 5, 24), torch.rand(2, 5, 33), shuffled], [0, 1, 2])

    def test_gru(self):
        for clips, channels in ((8, 32), (5, 12), (3, 1)):
            x, units = torch.randn(clips, 9, channels), 2 * channels
            weights = [torch.randn(3 * units, n) * 0.3 for n in (channels, units)]
            self.agree("gru", [x, *weights, *torch.randn(2, 3 * units)], [0, 1, 2, 3, 4])

    def test_gru_keeps_to_its_ends(self):
        """Energies of thousands drive the gates to 0 and 1, not beyond and not back."""
        x = torch.tensor([3000.0, -3000.0, 10000.0]).view(1, 3, 1)
        self.agree("gru", [x, torch.ones(6, 1), torch.randn(6, 2), *torch.randn(2, 6)], [])
