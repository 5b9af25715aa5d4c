package quietline.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kernel but convolution, scalar against vector: the network's sizes, and odd ones. */
class KernelsTest {

    private static final int ROW = Row.FLOATS;

    private final Random random = new Random(1);
    private KernelPair kernels;

    @BeforeEach
    void load() {
        kernels = KernelPair.load();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 32, 33, 34, 65, 66})
    void computesGates(int bins) {
        for (int at : new int[] {0, 2 * ROW, 7}) {
            float[] in = KernelPair.noise(random, at, bins * ROW, 3);
            float[] weights = KernelPair.noise(random, 8 * 3 * ROW);
            float[] bias = KernelPair.noise(random, 3 * ROW);
            float[] expected = new float[3 + bins * 3 * ROW + 5];
            Arrays.fill(expected, KernelPair.UNTOUCHED);
            for (int i = 0; i < bins * 3 * ROW; i++) {
                int gate = i / (bins * ROW);
                int lane = i % ROW;
                int half = at + i / ROW % bins * ROW + lane / 8 * 8;
                double sum = bias[gate * ROW + lane];
                for (int j = 0; j < 8; j++) {
                    sum += (double) weights[(j * 3 + gate) * ROW + lane] * in[half + j];
                }
                expected[3 + i] = (float) sum;
            }
            kernels.compareBoth(
                    "%d bins from %d".formatted(bins, at),
                    expected,
                    (k, out) -> k.planGates(bins, weights, bias).run(in, new int[] {at}, out, 3));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "16, 33", "16, 1", "16, 2", "48, 1", "8, 33", "4, 3", "2, 5", "1, 1", "3, 7", "17, 2"
    })
    void computesRecurrentSteps(int units, int rows) {
        for (int at : new int[] {0, 5}) {
            float[] fromState = KernelPair.noise(random, 3 * units * rows);
            float[] fromInput = KernelPair.noise(random, 3 * units * rows);
            float[] state = KernelPair.noise(random, at, units * rows, 4);
            Arrays.fill(state, 0, at, KernelPair.UNTOUCHED);
            Arrays.fill(state, at + units * rows, state.length, KernelPair.UNTOUCHED);
            kernels.compare(
                    "%d rows of %d from %d".formatted(rows, units, at),
                    state,
                    (k, out) ->
                            k.recur(units * rows, fromInput.clone(), fromState.clone(), out, at));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 32, 33, 34, 65})
    void computesSweeps(int bins) {
        float[] gates = KernelPair.noise(random, bins * 3 * ROW);
        float[] weights = KernelPair.noise(random, 3 * 4 * ROW);
        float[] bias = KernelPair.noise(random, ROW);
        kernels.compare(
                bins + " bins",
                bins * ROW + 3,
                (k, out) -> k.sweep(bins, gates.clone(), weights, bias, out));
    }

    @ParameterizedTest
    @ValueSource(ints = {33 * 16, 16, 1, 3, 15, 17, 33 * 7, 8, 4})
    void normalises(int length) {
        for (int at : new int[] {0, 2 * ROW, 3}) {
            float[] x = KernelPair.noise(random, length);
            float[] weight = KernelPair.noise(random, length);
            float[] bias = KernelPair.noise(random, length);
            float[] residual = KernelPair.noise(random, at, length, 2);
            Normalization by = new Normalization(weight, bias, 1e-8f);
            kernels.compare(
                    "%d from %d".formatted(length, at),
                    at + length + 4,
                    (k, out) -> k.normalize(x.clone(), by, residual, out, at));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 33, 34, 65})
    void computesMeanSquares(int bins) {
        for (int lanes : new int[] {ROW, 2 * ROW}) {
            float[] in = KernelPair.noise(random, 0, bins * lanes, ROW);
            kernels.compare(
                    "%d bins of %d".formatted(bins, lanes),
                    lanes + 3,
                    (k, out) -> k.meanSquare(bins, lanes, in, out));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 33, 34, 65})
    void attendsAndShuffles(int bins) {
        for (int at : new int[] {0, 2 * ROW, 5}) {
            float[] worked = KernelPair.noise(random, bins * ROW);
            float[] gain = KernelPair.noise(random, ROW);
            float[] in = KernelPair.noise(random, at, bins * ROW, 0);
            kernels.compare(
                    "%d bins from %d".formatted(bins, at),
                    at + bins * ROW + 4,
                    (k, out) ->
                            GtcrnKernels.of(k)
                                    .attendAndShuffle(bins, worked, gain.clone(), in, out, at));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 33 * 16, 65 * 16, 1001})
    void adds(int count) {
        float[] a = KernelPair.noise(random, 3, count, 1);
        float[] b = KernelPair.noise(random, 3, count, 2);
        kernels.compare(count + " floats", count + 9, (k, out) -> k.add(a, b, out, 3, count));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 16, 17, 129 * 2, 1000})
    void computesTanh(int count) {
        float[] x = KernelPair.noise(random, count + 3);
        for (int i = 0; i < x.length; i++) {
            x[i] = i < count ? 4 * x[i] : KernelPair.UNTOUCHED;
        }
        kernels.compare("tanh of " + count, x, (k, out) -> k.tanh(out, count));
    }

    @ParameterizedTest
    @CsvSource({"16, 7, 1", "64, 192, 1", "64, 640, 2", "192, 64, 2", "32, 33, 3"})
    void multipliesBandedMatrices(int rows, int columns, int stride) {
        float[] dense = KernelPair.noise(random, rows * columns);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                boolean near = Math.abs(r * columns - c * rows) <= 2 * Math.max(rows, columns);
                dense[r * columns + c] *= near ? 1 : 0;
            }
        }
        BandedMatrix matrix = new BandedMatrix(dense, rows, columns);
        float[] in = KernelPair.noise(random, 5, (columns - 1) * stride + 1, 0);
        kernels.compare(
                "%d rows of %d, every %d".formatted(rows, columns, stride),
                rows + 6,
                (k, out) -> k.multiply(matrix, in, 5, stride, out, 3));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 257})
    void computesMagnitudes(int count) {
        float[] a = KernelPair.noise(random, 0, count, 1);
        float[] b = KernelPair.noise(random, 0, count, 1);
        kernels.compare(
                count + " bins", count + 6, (k, out) -> k.magnitude(a, b, 1e-12f, out, 2, count));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 5", "2, 16", "137, 17", "138, 85", "275, 64", "274, 256", "9, 513"})
    void filters(int taps, int count) {
        int most = (count + ROW - 1) / ROW * ROW;
        float[] filter = KernelPair.noise(random, taps);
        for (int at : new int[] {0, 3}) {
            float[] in = KernelPair.noise(random, at, most + taps - 1, 2);
            kernels.compare(
                    "%d taps, %d outputs from %d".formatted(taps, count, at),
                    count,
                    (k, out) -> {
                        float[] rows = new float[most];
                        k.slide(filter, in, at, rows, count);
                        System.arraycopy(rows, 0, out, 0, count);
                    });
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 16, 1, 1, 40", "3, 32, 2, 1, 9", "160, 48, 441, 7, 100", "25, 16, 16, 24, 0"})
    void interpolates(int phases, int taps, int step, int place, int count) {
        PhaseTaps table = taps(phases, taps);
        for (int at : new int[] {0, 3}) {
            int from = at * phases + place;
            int inside = (from + count * step) / phases + taps;
            float[] in = KernelPair.noise(random, at, inside - at, 0);
            kernels.compare(
                    "%d places of %d phases from %d".formatted(count, phases, from),
                    count + 7,
                    (k, out) -> k.filter(table).interpolate(in, from, step, out, 4, count));
        }
    }

    @ParameterizedTest
    @CsvSource({"16, 0.64, 0.25, 100", "32, 1.5, 0.999999, 33", "48, 1, 0, 5", "16, 3.7, 0.5, 0"})
    void glides(int taps, double step, double place, int count) {
        PhaseTaps table = taps(512, taps);
        float[] in = KernelPair.noise(random, (int) (3 + place + count * step) + taps);
        long from = (long) ((3 + place) * (1L << 32));
        kernels.compare(
                "%d places from %f on by %f".formatted(count, place, step),
                count + 7,
                (k, out) -> k.filter(table).glide(in, from, (long) (step * 0x1p32), out, 4, count));
    }

    private PhaseTaps taps(int phases, int inRow) {
        return new PhaseTaps(KernelPair.noise(random, (phases + 1) * inRow), phases, inRow);
    }

    /** Interpolates between two rows in double precision. */
    @Test
    void glidesLinearlyBetweenRows() {
        PhaseTaps taps = taps(512, ROW);
        float[] table = taps.table();
        float[] in = KernelPair.noise(random, 3 * ROW);
        for (Kernels k : new Kernels[] {kernels.scalar, kernels.vector}) {
            float[] out = new float[7];
            k.filter(taps).glide(in, (5L << 32) + 0x80300000L, 0x123456789L, out, 0, 7);
            for (int i = 0; i < out.length; i++) {
                double at = 5 + 0x80300000L * 0x1p-32 + i * (0x123456789L * 0x1p-32);
                double row = (at - Math.floor(at)) * 512;
                double sum = 0;
                for (int t = 0; t < ROW; t++) {
                    double early = table[(int) row * ROW + t];
                    double late = table[((int) row + 1) * ROW + t];
                    sum += (early + (row - (int) row) * (late - early)) * in[(int) at + t];
                }
                assertEquals(sum, out[i], 1e-5, "output " + i + ", " + k.name());
            }
        }
    }

    /** Or sound would depend on the pieces in which it comes. */
    @Test
    void filtersEveryOutputInTheSameOrder() {
        float[] filter = KernelPair.noise(random, 37);
        float[] in = KernelPair.noise(random, 400);
        for (Kernels k : new Kernels[] {kernels.scalar, kernels.vector}) {
            float[] together = new float[304];
            k.slide(filter, in, 0, together, 300);
            for (int n = 0; n < 300; n++) {
                float[] alone = new float[ROW];
                k.slide(filter, in, n, alone, 1);
                assertEquals(together[n], alone[0], 0f, "output " + n + ", " + k.name());
            }
        }
    }
}
