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

/** Convolution, scalar against vector: the networks' shapes, and any others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConvolutionKernelTest {

    private static final float[] SLOPES = {1, 0.25f, 0, -0.5f, 1.5f};

    private KernelPair kernels;

    @BeforeAll
    void load() {
        kernels = KernelPair.load();
    }

    static Stream<ConvShape> networkShapes() {
        BinAxis near = new BinAxis(3, 1, 1);
        BinAxis halving = new BinAxis(5, 2, 2);
        FrameShape rows = new FrameShape(33, 16).withMargin(2);
        FrameShape moreRows = new FrameShape(65, 16).withMargin(2);
        return Stream.of(
                ConvShape.over(
                        new FrameShape(130, 3).withMargin(3), 16, 1, 1, new BinAxis(8, 2, 3)),
                ConvShape.over(new FrameShape(8, 3), 16, 1, 1, new BinAxis(8, 1, 0)),
                ConvShape.over(moreRows, 16, 2, 1, halving),
                ConvShape.over(new FrameShape(33, 8, 16, 2), 16, 1, 1, near),
                ConvShape.over(rows, 16, 16, 3, near),
                ConvShape.pointwise(rows, 8),
                ConvShape.pointwise(rows, 16),
                ConvShape.pointwise(new FrameShape(1, 16), 48),
                ConvShape.pointwise(new FrameShape(1, 16), 16),
                ConvShape.transposedOver(rows, 16, 16, 3, near),
                ConvShape.transposedOver(rows, 16, 2, 1, halving),
                ConvShape.pointwise(moreRows, 16),
                ConvShape.over(wide(65), 32, 32, 2, new BinAxis(3, 2, 1)),
                ConvShape.over(wide(33), 32, 32, 2, near),
                ConvShape.over(wide(33), 32, 32, 1, new BinAxis(5, 1, 2)),
                ConvShape.transposedOver(wide(33), 32, 32, 1, new BinAxis(5, 1, 2)),
                ConvShape.transposedOver(wide(33), 32, 32, 2, near),
                ConvShape.transposedOver(rows, 16, 16, 2, new BinAxis(3, 2, 1)),
                ConvShape.over(
                        new FrameShape(130, 4).withMargin(1), 16, 1, 1, new BinAxis(4, 2, 1)),
                ConvShape.pointwise(new FrameShape(33, 24, 32, 0), 32),
                ConvShape.pointwise(new FrameShape(1, 32), 192));
    }

    private static FrameShape wide(int bins) {
        return new FrameShape(bins, 32).withMargin(2);
    }

    @ParameterizedTest
    @MethodSource("networkShapes")
    void computesTheShapesOfTheNetworks(ConvShape shape) {
        for (float slope : SLOPES) {
            compare(shape, slope, new Random(1));
        }
    }

    /** One number at a time is changed, so that shapes next to a fast one are met as well. */
    @ParameterizedTest
    @MethodSource("networkShapes")
    void computesNeighbouringShapes(ConvShape shape) {
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
        BinAxis a = s.axis();
        BinAxis axis =
                new BinAxis(
                        a.taps(),
                        a.stride() + (change == 1 ? 1 : 0),
                        Math.max(0, a.padding() + (change == 2 ? 1 : change == 3 ? -1 : 0)),
                        a.dilation() + (change == 4 ? 1 : 0),
                        0);
        FrameShape in = s.in();
        int pitch = in.pitch() + (change == 5 ? 3 : 0);
        FrameShape bins = new FrameShape(inBins, in.channels(), pitch, in.margin());
        return fitting(s.transposed(), bins, s.out().channels(), s.groups(), s.timeTaps(), axis);
    }

    @Test
    void computesRandomShapes() {
        Random random = new Random(3);
        int met = 0;
        for (int trial = 0; trial < 4000; trial++) {
            int groups = 1 << random.nextInt(5);
            int inChannels = groups * (1 + random.nextInt(Math.max(1, 24 / groups)));
            int outChannels = groups * (1 + random.nextInt(Math.max(1, 48 / groups)));
            BinAxis axis =
                    new BinAxis(
                            1 + random.nextInt(5),
                            1 + random.nextInt(3),
                            random.nextInt(4),
                            1 + random.nextInt(2),
                            0);
            int pitch = inChannels + (random.nextInt(3) == 0 ? random.nextInt(9) : 0);
            FrameShape in =
                    new FrameShape(1 + random.nextInt(70), inChannels, pitch, random.nextInt(4));
            int out = random.nextInt(3) == 0 ? inChannels : outChannels;
            int timeTaps = 1 + random.nextInt(3);
            ConvShape shape = fitting(random.nextBoolean(), in, out, groups, timeTaps, axis);
            if (shape != null) {
                compare(shape, SLOPES[random.nextInt(SLOPES.length)], random);
                met++;
            }
        }
        assertTrue(met > 3000, "too few shapes were possible: " + met);
    }

    /** Returns null where the kernel does not fit into the bins. */
    private static ConvShape fitting(
            boolean transposed,
            FrameShape in,
            int outChannels,
            int groups,
            int timeTaps,
            BinAxis axis) {
        try {
            return transposed
                    ? ConvShape.transposedOver(in, outChannels, groups, timeTaps, axis)
                    : ConvShape.over(in, outChannels, groups, timeTaps, axis);
        } catch (IllegalArgumentException doesNotFit) {
            return null;
        }
    }

    /**
     * Compares both kernels with the plain convolution tap by tap. Frames lie in any order and
     * apart; between rows of zeros and channels that count is NaN.
     */
    private void compare(ConvShape s, float slope, Random random) {
        FrameShape frame = s.in();
        int[] rows =
                IntStream.range(0, s.timeTaps()).map(t -> 5 + t * (frame.length() + 3)).toArray();
        float[] in = new float[5 + s.timeTaps() * (frame.length() + 3)];
        Arrays.fill(in, Float.NaN);
        for (int t = 0; t < rows.length; t++) {
            Arrays.fill(in, rows[t], rows[t] + frame.length(), 0);
            rows[t] += frame.start();
            for (int b = 0; b < frame.bins(); b++) {
                int at = rows[t] + b * frame.pitch();
                Arrays.fill(in, at, at + frame.pitch(), Float.NaN);
                System.arraycopy(
                        KernelPair.noise(random, frame.channels()), 0, in, at, frame.channels());
            }
        }
        for (int t = rows.length - 1; t > 0; t--) {
            int other = random.nextInt(t + 1);
            int row = rows[t];
            rows[t] = rows[other];
            rows[other] = row;
        }
        float[] weights = KernelPair.noise(random, s.weightCount());
        float[] bias = KernelPair.noise(random, s.out().channels());
        if (random.nextInt(5) == 0) {
            zeroOdd(weights);
            zeroOdd(bias);
        }
        int at = random.nextInt(7);
        float[] expected = new float[at + s.out().length() + 17];
        Arrays.fill(expected, KernelPair.UNTOUCHED);
        new ScalarTaps(s, weights, bias).run(in, rows, expected, at);
        for (int i = at; i < at + s.out().length(); i++) {
            expected[i] *= expected[i] < 0 ? slope : 1;
        }
        kernels.compareBoth(
                s + " slope " + slope,
                expected,
                (k, out) -> k.plan(s, weights, bias, slope).run(in, rows, out, at));
    }

    private static void zeroOdd(float[] values) {
        for (int i = 1; i < values.length; i += 2) {
            values[i] = 0;
        }
    }
}
