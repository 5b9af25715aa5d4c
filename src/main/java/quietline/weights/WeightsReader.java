package quietline.weights;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Gives a network its tensors by name and exact shape. {@link #finish()} throws one exception that
 * lists every problem: tensors that are missing, of another shape, not finite or unused.
 */
public final class WeightsReader {
    private final String source;
    private final Map<String, Tensor> tensors;
    private final Set<String> unused;
    private final Set<String> problems = new LinkedHashSet<>();

    WeightsReader(String source, Map<String, Tensor> tensors) {
        this.source = source;
        this.tensors = tensors;
        this.unused = new TreeSet<>(tensors.keySet());
    }

    /**
     * Returns the numbers of a tensor, or zeros if it does not fit. The array is shared; callers
     * must not change it.
     */
    public float[] take(String name, int... shape) {
        return take(name, -Float.MAX_VALUE, "finite numbers", shape);
    }

    /** As {@link #take}, for numbers that must not be negative, such as variances. */
    public float[] takeNonNegative(String name, int... shape) {
        return take(name, 0, "finite numbers >= 0", shape);
    }

    private float[] take(String name, float least, String expected, int... shape) {
        unused.remove(name);
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            problems.add("missing %s %s".formatted(name, Arrays.toString(shape)));
            return new float[Tensor.count(shape)];
        }
        if (!Arrays.equals(tensor.shape(), shape)) {
            problems.add(
                    "%s: expected shape %s, found %s"
                            .formatted(
                                    name, Arrays.toString(shape), Arrays.toString(tensor.shape())));
            return new float[Tensor.count(shape)];
        }
        for (int i = 0; i < tensor.data().length; i++) {
            float number = tensor.data()[i];
            if (!Float.isFinite(number) || number < least) {
                problems.add(
                        "%s: expected %s, found %s at index %d"
                                .formatted(name, expected, number, i));
                return new float[Tensor.count(shape)];
            }
        }
        return tensor.data();
    }

    /** Accepts tensors that the network does not use. */
    public void ignore(Predicate<String> names) {
        unused.removeIf(names);
    }

    /**
     * Checks that every tensor was taken or ignored, and that all taken ones fit.
     *
     * @throws WeightsException if there was any problem; {@code problems()} lists all
     */
    public void finish() {
        unused.forEach(
                name ->
                        problems.add(
                                "unexpected %s %s"
                                        .formatted(
                                                name, Arrays.toString(tensors.get(name).shape()))));
        if (!problems.isEmpty()) {
            throw new WeightsException(source, List.copyOf(problems));
        }
    }
}
