package quietline.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.function.BiConsumer;

/** Both kernels, to be asked the same: answers may differ by 1e-5 of the largest one. */
final class KernelPair {

    private static final String MODULE = "jdk.incubator.vector";
    private static final double TOLERANCE = 1e-5;

    /** Stands where no kernel may write; where none may read stands NaN. */
    static final float UNTOUCHED = 12345.678f;

    final Kernels scalar = KernelChoice.forSamples("scalar", 0);
    final Kernels vector;

    private KernelPair(Kernels vector) {
        this.vector = vector;
    }

    /** The test that asks is skipped where the vector kernels cannot be. */
    static KernelPair load() {
        assumeTrue(
                ModuleLayer.boot().findModule(MODULE).isPresent(),
                "needs the vector kernels: start Java with --add-modules " + MODULE);
        try {
            return new KernelPair(KernelChoice.forSamples("vector", 0));
        } catch (IllegalStateException e) {
            return abort("needs the vector kernels: " + e.getMessage());
        }
    }

    /** Has both fill an array of this length with their answer, and compares all of it. */
    void compare(String question, int length, BiConsumer<Kernels, float[]> asked) {
        float[] expected = new float[length];
        Arrays.fill(expected, UNTOUCHED);
        compare(question, expected, asked);
    }

    /** The same for a kernel that replaces what it is given. */
    void compare(String question, float[] given, BiConsumer<Kernels, float[]> asked) {
        float[] expected = given.clone();
        float[] actual = given.clone();
        asked.accept(scalar, expected);
        asked.accept(vector, actual);
        check(question + ", " + vector.name(), expected, actual);
    }

    /** Compares the answers of both with one that is known. */
    void compareBoth(String question, float[] expected, BiConsumer<Kernels, float[]> asked) {
        for (Kernels each : new Kernels[] {scalar, vector}) {
            float[] actual = new float[expected.length];
            Arrays.fill(actual, UNTOUCHED);
            asked.accept(each, actual);
            check(question + ", " + each.name(), expected, actual);
        }
    }

    private static void check(String question, float[] expected, float[] actual) {
        double largest = 0;
        double error = 0;
        for (int i = 0; i < expected.length; i++) {
            if (expected[i] == UNTOUCHED) {
                assertEquals(UNTOUCHED, actual[i], question + ": wrote beside its answer at " + i);
            } else {
                assertTrue(
                        Float.isFinite(expected[i]) && Float.isFinite(actual[i]),
                        question + ": read beside its question for " + i);
                largest = Math.max(largest, Math.abs(expected[i]));
                error = Math.max(error, Math.abs((double) expected[i] - actual[i]));
            }
        }
        assertTrue(
                error <= TOLERANCE * largest,
                "%s: error %.3g where the largest answer is %.3g"
                        .formatted(question, error, largest));
    }

    static float[] noise(Random random, int length) {
        float[] noise = new float[length];
        fill(random, noise, 0, length);
        return noise;
    }

    /** Noise from {@code at} on, with NaN on either side. */
    static float[] noise(Random random, int at, int length, int after) {
        float[] noise = new float[at + length + after];
        Arrays.fill(noise, Float.NaN);
        fill(random, noise, at, length);
        return noise;
    }

    private static void fill(Random random, float[] out, int at, int length) {
        for (int i = at; i < at + length; i++) {
            out[i] = (float) random.nextGaussian();
        }
    }
}
