package quietline.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import quietline.weights.Tensor;

/** How far an answer is from the right one. */
final class Closeness {

    private Closeness() {}

    /** The largest distance of two numbers at the same place; NaN counts as infinitely far. */
    static double largestError(Tensor expected, Tensor found) {
        assertArrayEquals(expected.shape(), found.shape(), "shape");
        double largest = 0;
        for (int i = 0; i < expected.data().length; i++) {
            double error = Math.abs((double) expected.data()[i] - found.data()[i]);
            largest = Math.max(largest, Double.isNaN(error) ? Double.POSITIVE_INFINITY : error);
        }
        return largest;
    }

    /** Relative to the largest number expected. */
    static void assertClose(Tensor expected, Tensor found, double tolerance) {
        double largest = 0;
        for (float number : expected.data()) {
            largest = Math.max(largest, Math.abs(number));
        }
        double error = largestError(expected, found);
        assertTrue(
                error <= tolerance * largest,
                "largest error %.3g where the largest answer is %.3g".formatted(error, largest));
    }
}
