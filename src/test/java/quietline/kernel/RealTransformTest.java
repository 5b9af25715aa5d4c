package quietline.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vector kernels' own Fourier transform against the sum that defines it. */
class RealTransformTest {

    private static final int SAMPLES = RealTransform.SAMPLES;
    private static final int BINS = RealTransform.BINS;
    private static final double TOLERANCE = 1e-6;

    private final float[] re = new float[BINS];
    private final float[] im = new float[BINS];
    private RealTransform transform;

    @BeforeEach
    void load() {
        transform = KernelPair.load().vector.realTransform();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void transformsNoise(int seed) {
        assertIsTheSum(KernelPair.noise(new Random(seed), SAMPLES));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 15, 16, 17, 255, 256, 511})
    void transformsAnImpulse(int n) {
        float[] samples = new float[SAMPLES];
        samples[n] = 1;
        assertIsTheSum(samples);
    }

    @Test
    void transformsSilence() {
        transform.forward(new float[SAMPLES], re, im);
        assertEquals(0, largest(re) + largest(im));
    }

    /** The imaginary parts of the first and last bin are ignored. */
    @Test
    void inverts() {
        float[] samples = KernelPair.noise(new Random(4), SAMPLES);
        transform.forward(samples.clone(), re, im);
        im[0] = Float.NaN;
        im[BINS - 1] = Float.NaN;
        float[] back = new float[SAMPLES];
        transform.inverse(re, im, back);
        for (int n = 0; n < SAMPLES; n++) {
            assertEquals(samples[n], back[n], TOLERANCE * largest(samples), "sample " + n);
        }
    }

    private void assertIsTheSum(float[] samples) {
        Arrays.fill(re, Float.NaN);
        Arrays.fill(im, Float.NaN);
        transform.forward(samples.clone(), re, im);
        double[] expectedRe = new double[BINS];
        double[] expectedIm = new double[BINS];
        double largest = 0;
        for (int k = 0; k < BINS; k++) {
            for (int n = 0; n < SAMPLES; n++) {
                double angle = 2 * Math.PI * (k * n % SAMPLES) / SAMPLES;
                expectedRe[k] += samples[n] * Math.cos(angle);
                expectedIm[k] -= samples[n] * Math.sin(angle);
            }
            largest = Math.max(largest, Math.hypot(expectedRe[k], expectedIm[k]));
        }
        for (int k = 0; k < BINS; k++) {
            assertEquals(expectedRe[k], re[k], TOLERANCE * largest, "real part of bin " + k);
            assertEquals(expectedIm[k], im[k], TOLERANCE * largest, "imaginary part of bin " + k);
        }
    }

    private static double largest(float[] x) {
        double largest = 0;
        for (float value : x) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
