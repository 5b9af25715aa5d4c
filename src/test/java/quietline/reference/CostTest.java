package quietline.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import quietline.weights.Tensor;

/** Compares costs with known figures and with counting by hand. */
class CostTest {

    private static final Axis THREE = Axis.of(3).padding(1);

    @Test
    void countsASeparableConvolution() {
        Layer full = conv(32, 16, THREE, 1);
        Layer separable = conv(16, 16, THREE, 16).then(conv(32, 16, Axis.of(1), 1));
        assertEquals(4_608, full.cost(1, 16, 1, 1).parameters());
        assertEquals(656, separable.cost(1, 16, 1, 1).parameters());
        assertEquals(4_608 * 35, full.cost(1, 16, 5, 7).multiplyAdds());
        assertEquals(656 * 35, separable.cost(1, 16, 5, 7).multiplyAdds());
    }

    /** 256 → 64 pointwise, then 64 → 256 with 3×3: 16,384 + 64·256·9. */
    @Test
    void countsABottleneck() {
        Layer narrow = conv(64, 256, Axis.of(1), 1);
        Layer full = conv(256, 256, THREE, 1);
        assertEquals(16_384, narrow.cost(1, 256, 1, 1).parameters());
        assertEquals(589_824, full.cost(1, 256, 1, 1).parameters());
        assertEquals(163_840, narrow.then(conv(256, 64, THREE, 1)).cost(1, 256, 1, 1).parameters());
    }

    /** 33 bands become 65: half of the products that profilers count are with zeros. */
    @Test
    void countsATransposedConvolutionWithAStride() {
        Axis bands = Axis.of(5).stride(2).padding(2);
        Layer conv = new ConvTranspose2d(Tensor.zeros(16, 8, 1, 5), null, Axis.of(1), bands, 2);
        long perBand = 16 * 8 * 5;
        assertEquals(new Cost(640, 33 * perBand, (65 - 33) * perBand, 0), conv.cost(1, 16, 1, 33));
    }

    @Test
    void countsOnlyThePresentOfATransposedConvolutionOverTime() {
        Axis frames = Axis.of(3).padding(2);
        Layer conv = new ConvTranspose2d(Tensor.zeros(1, 1, 3, 3), null, frames, THREE, 1);
        assertEquals(new Cost(9, 9 * 33, 0), new SilentPast(2).then(conv).cost(1, 1, 1, 33));
    }

    @Test
    void countsRecurrentLayers() {
        OfflineGru gru =
                new OfflineGru(
                        Tensor.zeros(48, 8),
                        Tensor.zeros(48, 16),
                        Tensor.zeros(48),
                        Tensor.zeros(48));
        assertEquals(new Cost(1_248, 1_152 * 10, 208 * 10), gru.cost(2, 5, 8));
        Cost both = new BidirectionalGru(gru, gru).cost(2, 5, 8);
        assertEquals(new Cost(2_496, 2_304 * 10, 416 * 10), both);
    }

    @Test
    void countsMatricesAndElementwiseLayers() {
        Linear linear = new Linear(Tensor.zeros(16, 8), Tensor.zeros(16));
        assertEquals(new Cost(144, 128 * 33, 16 * 33), linear.cost(33, 8));
        OfflineLayerNorm norm = new OfflineLayerNorm(Tensor.zeros(33, 16), Tensor.zeros(33, 16), 0);
        assertEquals(new Cost(1_056, 0, 1_056 * 4), norm.cost(4, 33, 16));
        assertEquals(new Cost(1, 0, 24), new PRelu(Tensor.zeros(1)).cost(4, 6));
        assertEquals(Cost.NONE, Activation.TANH.cost(4, 6));
    }

    private static Conv2d conv(int outputs, int inputs, Axis axis, int groups) {
        Tensor weight = Tensor.zeros(outputs, inputs / groups, axis.kernel(), axis.kernel());
        return new Conv2d(weight, null, axis, axis, groups);
    }
}
