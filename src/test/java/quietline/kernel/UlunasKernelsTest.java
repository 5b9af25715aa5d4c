package quietline.kernel;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernels of UL-UNAS, scalar and vector, against their equations in double precision. */
class UlunasKernelsTest {

    private static final int ROW = Row.FLOATS;

    private final Random random = new Random(1);
    private KernelPair kernels;

    @BeforeEach
    void load() {
        kernels = KernelPair.load();
    }

    /** From silence to far above full scale. */
    @ParameterizedTest
    @ValueSource(ints = {1, 16, 17, 257})
    void computesLogarithmsOfMagnitudes(int count) {
        float[] re = KernelPair.noise(random, count);
        float[] im = KernelPair.noise(random, count);
        float[] expected = new float[count];
        for (int i = 0; i < count; i++) {
            float scale = (float) Math.pow(10, i % 24 - 18);
            re[i] *= i % 7 == 0 ? 0 : scale;
            im[i] *= i % 5 == 0 ? 0 : scale;
            expected[i] = (float) Math.log10(Math.max(Math.hypot(re[i], im[i]), 1e-12));
        }
        kernels.compareBoth(
                count + " bins",
                expected,
                (k, out) -> UlunasKernels.of(k).logMagnitude(re, im, out, count));
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 33 * 32, 65 * 16})
    void appliesAffinePRelu(int count) {
        float[] x = KernelPair.noise(random, count + 5);
        float[] keep = KernelPair.noise(random, count);
        float[] fold = KernelPair.noise(random, count);
        float[] bias = KernelPair.noise(random, count);
        float[] expected = x.clone();
        for (int i = 0; i < count; i++) {
            double value = x[3 + i];
            expected[3 + i] = (float) (keep[i] * value + fold[i] * Math.abs(value) + bias[i]);
        }
        kernels.compareBoth(
                count + " elements",
                expected,
                (k, out) -> {
                    System.arraycopy(x, 0, out, 0, x.length);
                    UlunasKernels.of(k).affinePRelu(out, 3, keep, fold, bias);
                });
    }

    @ParameterizedTest
    @CsvSource({"33, 32, 24", "33, 32, 32", "65, 16, 12", "129, 16, 1", "1, 16, 16"})
    void computesPowersOfBins(int bins, int lanes, int channels) {
        float[] in = KernelPair.noise(random, bins * lanes);
        float[] expected = new float[bins + 2];
        Arrays.fill(expected, KernelPair.UNTOUCHED);
        for (int b = 0; b < bins; b++) {
            double sum = 0;
            for (int lane = 0; lane < lanes; lane++) {
                int at = b * lanes + lane;
                in[at] = lane < channels ? in[at] : 0;
                sum += (double) in[at] * in[at];
            }
            expected[b] = (float) (sum / channels);
        }
        kernels.compareBoth(
                "%d bins of %d".formatted(bins, channels),
                expected,
                (k, out) ->
                        UlunasKernels.of(k)
                                .bandPower(new FrameShape(bins, channels, lanes, 0), in, out));
    }

    /** Inputs beyond ±20 must give 0 and 1 and must not come back. */
    @ParameterizedTest
    @ValueSource(ints = {1, 16, 32, 129, 33 * 16})
    void computesSigmoids(int count) {
        float[] x = KernelPair.noise(random, count + 2);
        float[] expected = x.clone();
        for (int i = 0; i < count; i++) {
            x[i] *= i % 3 == 0 ? 3000 : 3;
            expected[i] = (float) (1 / (1 + Math.exp(-2.0 * x[i])));
        }
        kernels.compareBoth(
                count + " elements",
                expected,
                (k, out) -> {
                    System.arraycopy(x, 0, out, 0, x.length);
                    UlunasKernels.of(k).sigmoidOfTwice(out, count);
                });
    }

    @ParameterizedTest
    @CsvSource({"33, 32", "65, 16", "129, 16", "1, 16", "2, 32"})
    void scales(int bins, int lanes) {
        float[] in = KernelPair.noise(random, bins * lanes);
        float[] ofLane = KernelPair.noise(random, lanes);
        float[] ofBin = KernelPair.noise(random, (bins + 3) / 4 * ROW);
        float[] expected = new float[bins * lanes + 3];
        Arrays.fill(expected, KernelPair.UNTOUCHED);
        for (int i = 0; i < bins * lanes; i++) {
            int bin = i / lanes;
            expected[i] = ofLane[i % lanes] * ofBin[bin / 4 * ROW + bin % 4] * in[i];
        }
        kernels.compareBoth(
                "%d bins of %d".formatted(bins, lanes),
                expected,
                (k, out) ->
                        UlunasKernels.of(k)
                                .scale(new FrameShape(bins, lanes), in, ofLane, ofBin, out));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 9, 17, 33})
    void attendsBands(int steps) {
        BandChain chain =
                new BandChain(
                        KernelPair.noise(random, 3 * 4 * ROW),
                        KernelPair.noise(random, 3 * ROW),
                        KernelPair.noise(random, 3 * 4 * ROW),
                        KernelPair.noise(random, ROW),
                        KernelPair.noise(random, 8 * ROW),
                        KernelPair.noise(random, ROW));
        float[] in = KernelPair.noise(random, 4 * steps);
        double[][] up = states(chain, in, steps, 0, false);
        double[][] down = states(chain, in, steps, 8, true);
        float[] expected = new float[4 * steps];
        for (int i = 0; i < expected.length; i++) {
            double sum = chain.linearBias()[i % 4];
            for (int j = 0; j < 4; j++) {
                sum += chain.linear()[j * ROW + i % 4] * up[i / 4][j];
                sum += chain.linear()[(4 + j) * ROW + i % 4] * down[i / 4][j];
            }
            expected[i] = (float) sum;
        }
        kernels.compareBoth(
                steps + " steps",
                expected,
                (k, out) -> {
                    float[] rows = new float[steps * ROW];
                    float[] gates = new float[3 * steps * ROW];
                    float[] scratch = new float[steps * ROW];
                    UlunasKernels.of(k).attendBands(steps, chain, in, gates, scratch, rows);
                    for (int i = 0; i < 4 * steps; i++) {
                        out[i] = rows[i / 4 * ROW + i % 4];
                    }
                });
    }

    /** Returns each step's states of the four units on these lanes. */
    private static double[][] states(
            BandChain chain, float[] in, int steps, int lane, boolean down) {
        double[][] all = new double[steps][];
        double[] h = new double[4];
        for (int n = 0; n < steps; n++) {
            int step = down ? steps - 1 - n : n;
            double[] next = new double[4];
            for (int unit = 0; unit < 4; unit++) {
                double[] fromInput = new double[3];
                double[] fromState = {0, 0, chain.stateBias()[lane + unit]};
                for (int gate = 0; gate < 3; gate++) {
                    fromInput[gate] = chain.inputBias()[gate * ROW + lane + unit];
                    for (int i = 0; i < 4; i++) {
                        int weight = (gate * 4 + i) * ROW + lane + unit;
                        fromInput[gate] += chain.input()[weight] * in[4 * step + i];
                        fromState[gate] += chain.states()[weight] * h[i];
                    }
                }
                double r = 1 / (1 + Math.exp(-2 * (fromInput[0] + fromState[0])));
                double z = 1 / (1 + Math.exp(-2 * (fromInput[1] + fromState[1])));
                double candidate = Math.tanh(fromInput[2] + r * fromState[2]);
                next[unit] = candidate + z * (h[unit] - candidate);
            }
            h = next;
            all[step] = next;
        }
        return all;
    }

    @Test
    void takesSilenceAsMinusTwelve() {
        float[] expected = new float[20];
        Arrays.fill(expected, -12);
        float[] silence = new float[20];
        kernels.compareBoth(
                "silence",
                expected,
                (k, out) -> UlunasKernels.of(k).logMagnitude(silence, silence, out, 20));
    }
}
