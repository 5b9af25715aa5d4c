package quietline.weights;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Hands a network its tensors by name and exact shape. What does not fit is noted, not thrown, so
 * that {@link #finish()} can tell all that is wrong at once: missing, of another shape, not finite,
 * or left over.
 */
public final class WeightsReader {
    private final Weights weights;
    private final Set<String> leftOver;

    /** Each once, in order, however often a tensor is taken. */
    private final Set<String> problems = new LinkedHashSet<>();

    WeightsReader(Weights weights) {
        this.weights = weights;
        this.leftOver = new TreeSet<>(weights.names());
    }

    /** The numbers, shared: not to be written to. Zeros where they are unusable. */
    public float[] take(String name, int... shape) {
        return take(name, -Float.MAX_VALUE, "finite numbers", shape);
    }

    /** The same for what must not be negative, as a variance. */
    public float[] takeNonNegative(String name, int... shape) {
        return take(name, 0, "finite numbers from zero up", shape);
    }

    private float[] take(String name, float least, String expected, int... shape) {
        leftOver.remove(name);
        Optional<Tensor> found = weights.find(name);
        if (found.isEmpty()) {
            problems.add("missing %s %s".formatted(name, Arrays.toString(shape)));
            return new float[Tensor.count(shape)];
        }
        Tensor tensor = found.get();
        if (!Arrays.equals(tensor.shape(), shape)) {
            problems.add(
                    "%s: shape %s expected, found %s"
                            .formatted(
                                    name, Arrays.toString(shape), Arrays.toString(tensor.shape())));
            return new float[Tensor.count(shape)];
        }
        for (int i = 0; i < tensor.data().length; i++) {
            float number = tensor.data()[i];
            if (!Float.isFinite(number) || number < least) {
                problems.add(
                        "%s: %s expected, found %s at place %d"
                                .formatted(name, expected, number, i));
                return new float[Tensor.count(shape)];
            }
        }
        return tensor.data();
    }

    /** These may be there, but nobody needs them. */
    public void ignore(Predicate<String> names) {
        leftOver.removeIf(names);
    }

    /** Throws one exception that names everything that was wrong, if anything was. */
    public void finish() {
        leftOver.forEach(
                name ->
                        problems.add(
                                "unexpected %s %s"
                                        .formatted(
                                                name,
                                                Arrays.toString(weights.tensor(name).shape()))));
        if (!problems.isEmpty()) {
            throw new WeightsException(weights.source(), List.copyOf(problems));
        }
    }
}
