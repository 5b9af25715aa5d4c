package quietline.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import quietline.weights.Tensor;

/** Well-known figures, and counts against counting by hand. */
class CostTest {

    private static final Axis THREE = Axis.of(3).padding(1);

    @Test
    void separatingDepthFromChannels() {
        Layer full = conv(32, 16, 3);
        Layer separable =
                Conv2d.depthwiseSeparable(
                        Tensor.zeros(16, 1, 3, 3), Tensor.zeros(32, 16, 1, 1), THREE, THREE);
        assertEquals(4_608, full.cost(1, 16, 1, 1).parameters());
        assertEquals(656, separable.cost(1, 16, 1, 1).parameters());
        assertEquals(4_608 * 35, full.cost(1, 16, 5, 7).multiplyAdds());
        assertEquals(656 * 35, separable.cost(1, 16, 5, 7).multiplyAdds());
    }

    /** Down to 64 channels at each place, and only then 3×3: 16,384 + 64·256·9. */
    @Test
    void bottleneck() {
        Layer narrow = Conv2d.pointwise(Tensor.zeros(64, 256, 1, 1), null);
        Layer full = conv(256, 256, 3);
        assertEquals(16_384, narrow.cost(1, 256, 1, 1).parameters());
        assertEquals(589_824, full.cost(1, 256, 1, 1).parameters());
        assertEquals(163_840, narrow.then(conv(256, 64, 3)).cost(1, 256, 1, 1).parameters());
    }

    @Test
    void depthwiseSeparableIsDepthwiseThenPointwise() {
        Tensor depth = Tensor.of(new float[] {1, 2, 3, 10, 20, 30}, 2, 1, 1, 3);
        Tensor point = Tensor.of(new float[] {1, 1}, 1, 2, 1, 1);
        Layer layer = Conv2d.depthwiseSeparable(depth, point, Axis.of(1), Axis.of(3));
        Tensor x = Tensor.of(new float[] {1, 1, 1, 0, 1, 0}, 1, 2, 1, 3);
        assertEquals(1 + 2 + 3 + 20, layer.apply(x).data()[0]);
    }

    @Test
    void recurrentLayers() {
        Gru gru =
                new Gru(
                        Tensor.zeros(48, 8),
                        Tensor.zeros(48, 16),
                        Tensor.zeros(48),
                        Tensor.zeros(48));
        assertEquals(new Cost(1_248, 1_152 * 10, 208 * 10), gru.cost(2, 5, 8));
        Cost both = new BidirectionalGru(gru, gru).cost(2, 5, 8);
        assertEquals(new Cost(2_496, 2_304 * 10, 416 * 10), both);
    }

    @Test
    void layersOnSingleNumbers() {
        Linear linear = new Linear(Tensor.zeros(16, 8), Tensor.zeros(16));
        assertEquals(new Cost(144, 128 * 33, 16 * 33), linear.cost(33, 8));
        LayerNorm norm = new LayerNorm(Tensor.zeros(33, 16), Tensor.zeros(33, 16), 0);
        assertEquals(new Cost(1_056, 0, 1_056 * 4), norm.cost(4, 33, 16));
        assertEquals(new Cost(1, 0, 24), new PRelu(Tensor.zeros(1)).cost(4, 6));
        assertEquals(Cost.NONE, Activation.TANH.cost(4, 6));
    }

    private static Conv2d conv(int outputs, int inputs, int kernel) {
        Tensor weight = Tensor.zeros(outputs, inputs, kernel, kernel);
        return new Conv2d(weight, null, THREE, THREE, 1);
    }
}
