package quietline.kernel;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import quietline.kernel.ConvShape.Axis;

/** Convolution, scalar against vector: the network's shapes, and any others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConvolutionKernelTest {

    private static final float[] SLOPES = {1, 0.25f, 0, -0.5f, 1.5f};

    private KernelPair kernels;

    @BeforeAll
    void load() {
        kernels = KernelPair.load();
    }

    static Stream<ConvShape> networkShapes() {
        Axis near = new Axis(3, 1, 1);
        Axis halving = new Axis(5, 2, 2);
        return Stream.of(
                ConvShape.over(129, 3, 16, 1, 1, new Axis(7, 2, 3)).withMargin(3),
                ConvShape.over(7, 3, 16, 1, 1, new Axis(7, 1, 0)),
                ConvShape.over(65, 16, 16, 2, 1, halving).withMargin(2),
                ConvShape.over(33, 8, 16, 1, 1, near).withInPitch(16).withMargin(2),
                ConvShape.over(33, 16, 16, 16, 3, near).withMargin(2),
                ConvShape.over(33, 16, 8, 1, 1, Axis.POINT),
                ConvShape.over(33, 16, 16, 1, 1, Axis.POINT),
                ConvShape.over(1, 16, 48, 1, 1, Axis.POINT),
                ConvShape.over(1, 16, 16, 1, 1, Axis.POINT),
                ConvShape.transposedOver(33, 16, 16, 16, 3, near).withMargin(2),
                ConvShape.transposedOver(33, 16, 16, 2, 1, halving).withMargin(2),
                ConvShape.over(65, 16, 16, 1, 1, Axis.POINT));
    }

    @ParameterizedTest
    @MethodSource("networkShapes")
    void theNetworksShapes(ConvShape shape) {
        for (float slope : SLOPES) {
            compare(shape, slope, new Random(1));
        }
    }

    /** One number at a time is changed, so that shapes next to a fast one are met as well. */
    @ParameterizedTest
    @MethodSource("networkShapes")
    void theirNeighbours(ConvShape shape) {
        Random random = new Random(2);
        for (int inBins : new int[] {1, 2, 10, 11, 12, 21, 22, 23, 32, 34, 64, 66}) {
            for (int change = 0; change < 6; change++) {
                ConvShape neighbour = changed(shape, inBins, change);
                if (neighbour != null) {
                    compare(neighbour, 0.25f, random);
                }
            }
        }
    }

    private static ConvShape changed(ConvShape s, int inBins, int change) {
        Axis axis =
                new Axis(
                        s.taps(),
                        s.stride() + (change == 1 ? 1 : 0),
                        Math.max(0, s.padding() + (change == 2 ? 1 : change == 3 ? -1 : 0)),
                        s.dilation() + (change == 4 ? 1 : 0),
                        0);
        return over(
                s.transposed(),
                inBins,
                s.inChannels(),
                s.outChannels(),
                s.groups(),
                s.timeTaps(),
                axis,
                s.inPitch() - s.inChannels() + (change == 5 ? 3 : 0),
                s.margin());
    }

    @Test
    void anyShape() {
        Random random = new Random(3);
        int met = 0;
        for (int trial = 0; trial < 4000; trial++) {
            int groups = 1 << random.nextInt(5);
            int inChannels = groups * (1 + random.nextInt(Math.max(1, 24 / groups)));
            int outChannels = groups * (1 + random.nextInt(Math.max(1, 48 / groups)));
            Axis axis =
                    new Axis(
                            1 + random.nextInt(5),
                            1 + random.nextInt(3),
                            random.nextInt(4),
                            1 + random.nextInt(2),
                            0);
            ConvShape shape =
                    over(
                            random.nextBoolean(),
                            1 + random.nextInt(70),
                            inChannels,
                            random.nextInt(3) == 0 ? inChannels : outChannels,
                            groups,
                            1 + random.nextInt(3),
                            axis,
                            random.nextInt(3) == 0 ? random.nextInt(9) : 0,
                            random.nextInt(4));
            if (shape != null) {
                compare(shape, SLOPES[random.nextInt(SLOPES.length)], random);
                met++;
            }
        }
        assertTrue(met > 3000, "too few shapes were possible: " + met);
    }

    /** Null where the kernel does not fit into the bins. */
    private static ConvShape over(
            boolean transposed,
            int inBins,
            int inChannels,
            int outChannels,
            int groups,
            int timeTaps,
            Axis axis,
            int morePitch,
            int margin) {
        try {
            ConvShape shape =
                    transposed
                            ? ConvShape.transposedOver(
                                    inBins, inChannels, outChannels, groups, timeTaps, axis)
                            : ConvShape.over(
                                    inBins, inChannels, outChannels, groups, timeTaps, axis);
            return shape.withInPitch(inChannels + morePitch).withMargin(margin);
        } catch (IllegalArgumentException doesNotFit) {
            return null;
        }
    }

    /** Frames lie in any order and apart; between rows of zeros and channels that count is NaN. */
    private void compare(ConvShape s, float slope, Random random) {
        int length = (s.inBins() + 2 * s.margin()) * s.inPitch();
        int[] rows = IntStream.range(0, s.timeTaps()).map(t -> 5 + t * (length + 3)).toArray();
        float[] in = new float[5 + s.timeTaps() * (length + 3)];
        Arrays.fill(in, Float.NaN);
        for (int t = 0; t < rows.length; t++) {
            Arrays.fill(in, rows[t], rows[t] + length, 0);
            rows[t] += s.margin() * s.inPitch();
            for (int b = 0; b < s.inBins(); b++) {
                int at = rows[t] + b * s.inPitch();
                Arrays.fill(in, at, at + s.inPitch(), Float.NaN);
                System.arraycopy(
                        KernelPair.noise(random, s.inChannels()), 0, in, at, s.inChannels());
            }
        }
        for (int t = rows.length - 1; t > 0; t--) {
            int other = random.nextInt(t + 1);
            int row = rows[t];
            rows[t] = rows[other];
            rows[other] = row;
        }
        float[] weights = KernelPair.noise(random, s.weightCount());
        float[] bias = KernelPair.noise(random, s.outChannels());
        int outAt = random.nextInt(7);
        kernels.compare(
                s + " slope " + slope,
                outAt + s.outBins() * s.outChannels() + 17,
                (k, out) -> k.convolve(s, in, rows, weights, bias, slope, out, outAt));
    }
}
