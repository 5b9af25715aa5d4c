package quietline.reference;

import java.util.Arrays;
import quietline.weights.Tensor;

/** What must hold between shapes; where it does not, the message names both numbers. */
final class Fit {

    private Fit() {}

    static void require(boolean holds, String sentence, Object... numbers) {
        if (!holds) {
            throw new IllegalArgumentException(sentence.formatted(numbers));
        }
    }

    static void requireRank(int rank, int[] shape, String axes) {
        require(
                shape.length == rank,
                "expected %d axes %s, found %d: %s",
                rank,
                axes,
                shape.length,
                Arrays.toString(shape));
    }

    static void requireShape(Tensor tensor, String name, int... expected) {
        require(
                Arrays.equals(tensor.shape(), expected),
                "%s should be shaped %s, but is %s",
                name,
                Arrays.toString(expected),
                Arrays.toString(tensor.shape()));
    }

    /** A bias has one number for each output channel, or is null: no bias at all. */
    static void requireBias(Tensor bias, int outputChannels) {
        require(
                bias == null || bias.data().length == outputChannels,
                "a bias of %d numbers does not fit %d outputs",
                bias == null ? 0 : bias.data().length,
                outputChannels);
    }
}
