package quietline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import quietline.weights.Golden;
import quietline.weights.Weights;

class EnhancerTest {

    private static final int HOP = Enhancer.HOP_SAMPLES;
    private static final Weights RANDOM = Golden.weights("random-weights.safetensors");

    /** On scalar kernels and, where they can run, on vector kernels. */
    @ParameterizedTest
    @ValueSource(longs = {0, Long.MAX_VALUE})
    void equalsThePublishedScript(long samples) {
        Golden golden = Golden.load("network-random");
        float[] enhanced =
                new EnhancerStream(Enhancer.create(RANDOM, samples))
                        .enhance(golden.tensor("samples").data());
        float[] expected = golden.tensor("enhanced_samples").data();
        System.out.println("largest error of the samples: " + largestGap(expected, enhanced));
        assertArrayEquals(expected, enhanced, 1e-4f);
    }

    @Test
    void delaysHopsByOneHop() {
        float[] noisy = noise(40 * HOP, 1);
        Enhancer enhancer = Enhancer.create(RANDOM);
        float[] live = hops(enhancer, noisy);
        enhancer.setBypass(true);
        enhancer.reset();
        float[] through = hops(enhancer, noisy);
        int late = enhancer.latencySamples();
        assertEquals(HOP, late);
        assertArrayEquals(
                Arrays.copyOf(noisy, noisy.length - late),
                Arrays.copyOfRange(through, late, noisy.length),
                1e-6f,
                "bypassed, the sound comes back as it was, late by what latencySamples() says");
        assertTrue(largestGap(live, through) > 0.1, "enhanced, it does not");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 100, 255, 256, 257, 258, 511, 512, 513, 5000})
    void keepsLengthAndAlignment(int length) {
        float[] noisy = noise(length, 2);
        Enhancer enhancer = Enhancer.create(RANDOM);
        assertEquals(length, new EnhancerStream(enhancer).enhance(noisy).length);
        enhancer.setBypass(true);
        assertArrayEquals(noisy, new EnhancerStream(enhancer).enhance(noisy), 1e-6f);
        enhancer.setBypass(false);
        enhancer.setStrength(0);
        assertArrayEquals(noisy, new EnhancerStream(enhancer).enhance(noisy), 1e-6f);
    }

    @Test
    void mixesHalfAndHalfAtHalfStrength() {
        float[] noisy = noise(5000, 3);
        Enhancer enhancer = Enhancer.create(RANDOM);
        float[] full = new EnhancerStream(enhancer).enhance(noisy);
        enhancer.setStrength(0.5f);
        float[] half = new EnhancerStream(enhancer).enhance(noisy);
        float[] expected = new float[noisy.length];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = (noisy[i] + full[i]) / 2;
        }
        assertArrayEquals(expected, half, 1e-5f);
    }

    @ParameterizedTest
    @ValueSource(floats = {-0.1f, 1.1f, Float.NaN})
    void refusesInvalidStrength(float strength) {
        Enhancer enhancer = Enhancer.create(RANDOM);
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> enhancer.setStrength(strength));
        assertTrue(e.getMessage().contains(Float.toString(strength)), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 6, 12, 20})
    void limitsAttenuation(double decibels) {
        float[] noisy = noise(200 * HOP, 8);
        Enhancer enhancer = Enhancer.create();
        enhancer.setMaxAttenuation(decibels);
        float[] enhanced = new EnhancerStream(enhancer).enhance(noisy);
        double down = -10 * Math.log10(power(enhanced) / power(noisy));
        assertEquals(decibels, down, 0.2, "down by");
    }

    @Test
    void raisesNothingWithoutALimit() {
        float[] noisy = noise(50 * HOP, 9);
        Enhancer enhancer = Enhancer.create(RANDOM);
        float[] expected = new EnhancerStream(enhancer).enhance(noisy);
        enhancer.setMaxAttenuation(20);
        assertTrue(largestGap(expected, new EnhancerStream(enhancer).enhance(noisy)) > 1e-4);
        for (double off : new double[] {Double.POSITIVE_INFINITY, 1000}) {
            enhancer.setMaxAttenuation(off);
            assertArrayEquals(expected, new EnhancerStream(enhancer).enhance(noisy));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NEGATIVE_INFINITY, Double.NaN})
    void refusesInvalidAttenuation(double decibels) {
        Enhancer enhancer = Enhancer.create(RANDOM);
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class, () -> enhancer.setMaxAttenuation(decibels));
        assertTrue(e.getMessage().contains(Double.toString(decibels)), e.getMessage());
    }

    /** Exactly, for many processors are slow at denormal numbers. */
    @Test
    void treatsDenormalSamplesAsSilence() {
        float[] quiet = new float[10 * Enhancer.HOP_SAMPLES];
        float[] silent = new EnhancerStream(Enhancer.create()).enhance(quiet);
        for (float sample : new float[] {1e-40f, 1e-38f, -1e-30f}) {
            Arrays.fill(quiet, sample);
            assertArrayEquals(silent, new EnhancerStream(Enhancer.create()).enhance(quiet));
        }
    }

    @Test
    void behavesAsNewAfterReset() {
        float[] noisy = noise(30 * HOP, 4);
        Enhancer used = Enhancer.create(RANDOM);
        float[] first = hops(used, noisy);
        assertNotEquals(first[20 * HOP], hops(used, noisy)[20 * HOP], "a stream remembers");
        used.reset();
        assertArrayEquals(first, hops(used, noisy));
    }

    @Test
    void keepsTwoStreamsApart() {
        float[] one = noise(30 * HOP, 5);
        float[] two = noise(30 * HOP, 6);
        Enhancer first = Enhancer.create(RANDOM);
        Enhancer second = Enhancer.create(RANDOM);
        float[] outOne = new float[one.length];
        float[] outTwo = new float[two.length];
        for (int at = 0; at < one.length; at += HOP) {
            first.process(one, at, outOne, at);
            second.process(two, at, outTwo, at);
        }
        assertArrayEquals(hops(Enhancer.create(RANDOM), one), outOne);
        assertArrayEquals(hops(Enhancer.create(RANDOM), two), outTwo);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, -1e30f, Float.MAX_VALUE, 1e4f})
    void recoversFromInvalidSamples(float insane) {
        for (Enhancer enhancer : new Enhancer[] {Enhancer.create(RANDOM), Enhancer.create()}) {
            float[] sane = noise(150 * HOP, 7);
            float[] expected = hops(enhancer, sane);
            float[] broken = sane.clone();
            for (int i = 20 * HOP; i < 25 * HOP; i += 3) {
                broken[i] = insane;
            }
            enhancer.reset();
            float[] out = hops(enhancer, broken);
            for (float sample : out) {
                assertTrue(Float.isFinite(sample));
            }
            float[] late = Arrays.copyOfRange(out, 40 * HOP, out.length);
            float[] lateExpected = Arrays.copyOfRange(expected, 40 * HOP, out.length);
            double gap = largestGap(lateExpected, late);
            assertTrue(gap < 0.02, "gap " + gap);
        }
    }

    @Test
    void behavesAsNewAfterWarmUp() {
        float[] noisy = noise(20 * HOP, 5);
        Enhancer enhancer = Enhancer.create(RANDOM);
        enhancer.warmUp(Duration.ofMillis(20));
        assertArrayEquals(hops(Enhancer.create(RANDOM), noisy), hops(enhancer, noisy));
    }

    private static float[] hops(Enhancer enhancer, float[] in) {
        float[] out = new float[in.length];
        for (int at = 0; at < in.length; at += HOP) {
            enhancer.process(in, at, out, at);
        }
        return out;
    }

    static float[] noise(int length, long seed) {
        Random random = new Random(seed);
        float[] noise = new float[length];
        for (int i = 0; i < length; i++) {
            noise[i] = 0.1f * (float) random.nextGaussian();
        }
        return noise;
    }

    static double power(float[] x) {
        double sum = 0;
        for (float sample : x) {
            sum += sample * sample;
        }
        return sum / x.length;
    }

    private static double largestGap(float[] expected, float[] actual) {
        double gap = 0;
        for (int i = 0; i < expected.length; i++) {
            gap = Math.max(gap, Math.abs(expected[i] - actual[i]));
        }
        return gap;
    }
}
