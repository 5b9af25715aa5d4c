package quietline.reference;

import java.util.Arrays;
import quietline.weights.Tensor;

/** Checks shapes; the message of a failed check names the size found and the size expected. */
final class Fit {

    private Fit() {}

    static void require(boolean condition, String message, Object... arguments) {
        if (!condition) {
            throw new IllegalArgumentException(message.formatted(arguments));
        }
    }

    static void requireRank(int rank, int[] shape, String axes) {
        require(
                shape.length == rank,
                "expected %d axes %s, got %d: %s",
                rank,
                axes,
                shape.length,
                Arrays.toString(shape));
    }

    static void requireShape(Tensor tensor, String name, int... expected) {
        require(
                Arrays.equals(tensor.shape(), expected),
                "%s has shape %s, expected %s",
                name,
                Arrays.toString(tensor.shape()),
                Arrays.toString(expected));
    }

    /** Requires one number per output channel, or null for no bias. */
    static void requireBias(Tensor bias, int outputChannels) {
        require(
                bias == null || bias.data().length == outputChannels,
                "bias has %d numbers, expected %d",
                bias == null ? 0 : bias.data().length,
                outputChannels);
    }
}
