package quietline.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import quietline.weights.Tensor;

/** Compares a tensor with the expected one. */
final class Closeness {

    private Closeness() {}

    /** Returns the largest absolute difference; NaN counts as infinite. */
    static double largestError(Tensor expected, Tensor found) {
        assertArrayEquals(expected.shape(), found.shape(), "shape");
        double largest = 0;
        for (int i = 0; i < expected.data().length; i++) {
            double error = Math.abs((double) expected.data()[i] - found.data()[i]);
            largest = Math.max(largest, Double.isNaN(error) ? Double.POSITIVE_INFINITY : error);
        }
        return largest;
    }

    /** Returns the largest absolute difference, divided by the largest expected number. */
    static double relativeError(Tensor expected, Tensor found) {
        double largest = 0;
        for (float number : expected.data()) {
            largest = Math.max(largest, Math.abs(number));
        }
        double error = largestError(expected, found);
        return error == 0 ? 0 : error / largest;
    }

    /** Allows an error of {@code tolerance} times the largest expected number. */
    static void assertClose(Tensor expected, Tensor found, double tolerance) {
        double error = relativeError(expected, found);
        assertTrue(error <= tolerance, "error %.3g of the largest number".formatted(error));
    }
}
