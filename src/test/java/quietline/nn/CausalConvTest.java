package quietline.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import quietline.kernel.BinAxis;
import quietline.kernel.ConvShape;
import quietline.kernel.FrameShape;
import quietline.kernel.KernelChoice;
import quietline.reference.Axis;
import quietline.reference.Conv1d;
import quietline.reference.Conv2d;
import quietline.reference.ConvTranspose1d;
import quietline.reference.ConvTranspose2d;
import quietline.weights.Tensor;

/**
 * Compares convolutions of random shapes, frame by frame, with the reference operators on the whole
 * input. All frames after the present one are NaN, so that a result that depends on the future is
 * NaN.
 */
class CausalConvTest {

    record Case(ConvShape shape, int timeDilation, int outputPadding, int frames, long seed) {}

    @Provide
    Arbitrary<Case> cases() {
        return Combinators.combine(
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(1, 20),
                        Arbitraries.of(
                                new int[] {3, 5, 1},
                                new int[] {9, 16, 1},
                                new int[] {16, 16, 16},
                                new int[] {16, 16, 2},
                                new int[] {16, 8, 1},
                                new int[] {6, 4, 2},
                                new int[] {16, 2, 1}),
                        Arbitraries.integers().between(1, 4),
                        axes(),
                        Arbitraries.integers().between(1, 5),
                        Arbitraries.integers().between(1, 12),
                        Arbitraries.longs())
                .as(
                        (transposed, bins, channels, timeTaps, axis, dilation, frames, seed) ->
                                of(
                                        transposed,
                                        bins,
                                        channels,
                                        timeTaps,
                                        axis,
                                        dilation,
                                        frames,
                                        seed));
    }

    private static Arbitrary<BinAxis> axes() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 5),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.integers().between(1, 3))
                .as((taps, stride, padding, dilation) -> axis(taps, stride, padding, dilation));
    }

    private static BinAxis axis(int taps, int stride, int padding, int dilation) {
        int reach = dilation * (taps - 1);
        return new BinAxis(taps, stride, Math.min(padding, reach), dilation, stride > 1 ? 1 : 0);
    }

    private static Case of(
            boolean transposed,
            int bins,
            int[] channels,
            int timeTaps,
            BinAxis axis,
            int timeDilation,
            int frames,
            long seed) {
        int leastBins = Math.max(bins, axis.dilation() * (axis.taps() - 1) + 1);
        FrameShape in = new FrameShape(leastBins, channels[0]);
        ConvShape shape =
                transposed
                        ? ConvShape.transposedOver(in, channels[1], channels[2], timeTaps, axis)
                        : ConvShape.over(in, channels[1], channels[2], timeTaps, axis);
        return new Case(shape, timeDilation, axis.outputPadding(), frames, seed);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void computesAsOffline(@ForAll("cases") Case c) {
        ConvShape shape = c.shape;
        Random random = new Random(c.seed);
        float[] weight = randoms(random, weightShape(shape));
        float[] bias = randoms(random, shape.out().channels());
        ConvWeights weights =
                shape.transposed()
                        ? ConvWeights.transposed(shape, c.timeDilation, weight, bias)
                        : ConvWeights.conv(shape, c.timeDilation, weight, bias);
        CausalConv streaming = new CausalConv(weights, KernelChoice.fastest());
        int frameLength = shape.in().bins() * shape.in().channels();
        float[] frames = randoms(random, c.frames * frameLength);
        for (int t = 0; t < c.frames; t++) {
            float[] input = frames.clone();
            Arrays.fill(input, (t + 1) * frameLength, input.length, Float.NaN);
            float[] out = new float[shape.out().bins() * shape.out().channels()];
            streaming.forward(input, t * frameLength, out, 0);
            assertClose(offline(c, weight, bias, input, t), out);
        }
    }

    @Property(tries = 50)
    void behavesAsNewAfterReset(@ForAll("cases") Case c) {
        Random random = new Random(c.seed);
        float[] weight = randoms(random, weightShape(c.shape));
        ConvWeights weights =
                ConvWeights.conv(
                        c.shape, c.timeDilation, weight, randoms(random, c.shape.out().channels()));
        CausalConv used = new CausalConv(weights, KernelChoice.fastest());
        CausalConv fresh = new CausalConv(weights, KernelChoice.fastest());
        int inputs = c.shape.in().bins() * c.shape.in().channels();
        float[] out = new float[c.shape.out().bins() * c.shape.out().channels()];
        for (int t = 0; t < c.frames; t++) {
            used.forward(randoms(random, inputs), out);
        }
        used.reset();
        for (int t = 0; t < c.frames; t++) {
            float[] in = randoms(random, inputs);
            used.forward(in, out);
            float[] expected = new float[out.length];
            fresh.forward(in, expected);
            assertArrayEquals(expected, out);
        }
    }

    /** A convolution over the bin, its two neighbours and the frame before, with weights of one. */
    @Example
    void readsFramesWithAMarginFromAnyIndex() {
        FrameShape in = new FrameShape(2, 1).withMargin(1);
        ConvShape shape = ConvShape.over(in, 1, 1, 2, new BinAxis(3, 1, 1));
        ConvWeights weights =
                ConvWeights.conv(shape, 1, new float[] {1, 1, 1, 1, 1, 1}, new float[1]);
        CausalConv conv = new CausalConv(weights, KernelChoice.fastest());
        float[] out = new float[2];
        conv.forward(new float[] {Float.NaN, Float.NaN, 0, 1, 2, 0, Float.NaN}, 3, out, 0);
        assertArrayEquals(new float[] {3, 3}, out);
        conv.forward(new float[] {0, 10, 20, 0}, 1, out, 0);
        assertArrayEquals(new float[] {33, 33}, out);
    }

    /** A 1D convolution over time is a 2D one with a single bin. */
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void computesOverTimeAloneAsOffline(@ForAll("cases") Case c) {
        ConvShape wide = c.shape;
        FrameShape in = new FrameShape(1, wide.in().channels());
        int channels = wide.out().channels();
        ConvShape shape =
                wide.transposed()
                        ? ConvShape.transposedOver(
                                in, channels, wide.groups(), wide.timeTaps(), BinAxis.POINT)
                        : ConvShape.over(
                                in, channels, wide.groups(), wide.timeTaps(), BinAxis.POINT);
        Random random = new Random(c.seed);
        float[] weight = randoms(random, weightShape(shape));
        float[] bias = randoms(random, shape.out().channels());
        CausalConv streaming =
                new CausalConv(
                        shape.transposed()
                                ? ConvWeights.transposed(shape, c.timeDilation, weight, bias)
                                : ConvWeights.conv(shape, c.timeDilation, weight, bias),
                        KernelChoice.fastest());
        float[] frames = randoms(random, c.frames * shape.in().channels());
        Tensor whole = offlineOverTime(c, shape, weight, bias, frames);
        int outFrames = whole.dimension(2);
        for (int t = 0; t < c.frames; t++) {
            float[] out = new float[shape.out().channels()];
            streaming.forward(frames, t * shape.in().channels(), out, 0);
            float[] expected = new float[out.length];
            for (int o = 0; o < out.length; o++) {
                expected[o] = whole.data()[o * outFrames + t];
            }
            assertClose(expected, out);
        }
    }

    @Example
    void refusesGroupsThatDoNotDivideChannels() {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> ConvShape.over(new FrameShape(8, 9), 16, 2, 1, BinAxis.POINT));
        assertTrue(e.getMessage().contains("2") && e.getMessage().contains("9"), e.getMessage());
    }

    @Example
    void refusesKernelLargerThanPaddedInput() {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> ConvShape.over(new FrameShape(3, 1), 1, 1, 1, new BinAxis(6, 1, 1)));
        assertTrue(e.getMessage().contains("6") && e.getMessage().contains("3"), e.getMessage());
    }

    /** Returns frame t of the reference operator's output, with zeros before the first frame. */
    private static float[] offline(Case c, float[] weight, float[] bias, float[] input, int t) {
        ConvShape s = c.shape;
        int past = (s.timeTaps() - 1) * c.timeDilation;
        int[] kernel = kernelShape(s);
        Tensor w = Tensor.of(weight, kernel);
        Tensor b = Tensor.of(bias, bias.length);
        Axis time = Axis.of(s.timeTaps()).dilation(c.timeDilation);
        Axis bins =
                Axis.of(s.axis().taps())
                        .stride(s.axis().stride())
                        .padding(s.axis().padding())
                        .dilation(s.axis().dilation());
        Tensor y;
        int first;
        if (s.transposed()) {
            Tensor x = channelFirst(input, c.frames, s.in().bins(), s.in().channels(), 0);
            Axis padded = bins.outputPadding(c.outputPadding);
            y = new ConvTranspose2d(w, b, time, padded, s.groups()).apply(x);
            first = t;
        } else {
            Tensor x = channelFirst(input, c.frames, s.in().bins(), s.in().channels(), past);
            y = new Conv2d(w, b, time, bins, s.groups()).apply(x);
            first = t;
        }
        assertEquals(s.out().bins(), y.dimension(3));
        float[] frame = new float[s.out().bins() * s.out().channels()];
        for (int o = 0; o < s.out().channels(); o++) {
            for (int f = 0; f < s.out().bins(); f++) {
                int row = o * y.dimension(2) + first;
                frame[f * s.out().channels() + o] = y.data()[row * s.out().bins() + f];
            }
        }
        return frame;
    }

    private static Tensor offlineOverTime(
            Case c, ConvShape s, float[] weight, float[] bias, float[] frames) {
        int[] k = kernelShape(s);
        Tensor w = Tensor.of(weight, k[0], k[1], s.timeTaps());
        Tensor b = Tensor.of(bias, bias.length);
        Axis time = Axis.of(s.timeTaps()).dilation(c.timeDilation);
        int past = s.transposed() ? 0 : (s.timeTaps() - 1) * c.timeDilation;
        Tensor x = channelFirst(frames, c.frames, 1, s.in().channels(), past);
        Tensor flat = Tensor.of(x.data(), 1, s.in().channels(), past + c.frames);
        return s.transposed()
                ? new ConvTranspose1d(w, b, time, s.groups()).apply(flat)
                : new Conv1d(w, b, time, s.groups()).apply(flat);
    }

    private static Tensor channelFirst(
            float[] frames, int count, int bins, int channels, int padding) {
        Tensor x = Tensor.zeros(1, channels, padding + count, bins);
        for (int t = 0; t < count; t++) {
            for (int f = 0; f < bins; f++) {
                for (int i = 0; i < channels; i++) {
                    x.data()[(i * (padding + count) + padding + t) * bins + f] =
                            frames[(t * bins + f) * channels + i];
                }
            }
        }
        return x;
    }

    private static int[] kernelShape(ConvShape s) {
        return s.transposed()
                ? new int[] {s.in().channels(), s.outPerGroup(), s.timeTaps(), s.axis().taps()}
                : new int[] {s.out().channels(), s.inPerGroup(), s.timeTaps(), s.axis().taps()};
    }

    private static int weightShape(ConvShape s) {
        return Tensor.count(kernelShape(s));
    }

    static float[] randoms(Random random, int count) {
        float[] x = new float[count];
        for (int i = 0; i < count; i++) {
            x[i] = (float) random.nextGaussian();
        }
        return x;
    }

    private static void assertClose(float[] expected, float[] actual) {
        float largest = 1;
        for (float value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertArrayEquals(expected, actual, 1e-5f * largest);
    }
}
