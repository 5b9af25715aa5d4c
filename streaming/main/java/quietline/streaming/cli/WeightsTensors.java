package quietline.streaming.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import quietline.weights.Tensor;
import quietline.weights.Weights;

/** Prints each tensor's shape, size and range of values, grouped by layer. */
final class WeightsTensors {

    private static final int NAME_COLUMNS = 38;
    private static final int SHAPE_COLUMNS = 17;

    private final Weights weights;
    private final Set<String> layers;

    /** The tensors of a layer are called {@code LAYER.NAME}. */
    WeightsTensors(Weights weights, Set<String> layers) {
        this.weights = weights;
        this.layers = layers;
    }

    void print(PrintWriter out) {
        ReportText.line(
                out, "%-40s%-17s%9s%13s%13s", "tensor", "shape", "numbers", "smallest", "largest");
        for (String layer : layers) {
            printGroup(out, layer, layer.length() + 1, within(layer));
        }
        List<String> others = weights.names().stream().filter(this::isOther).toList();
        printGroup(out, "in no layer", 0, others);
        ReportText.line(
                out, "%-57s%,9d", weights.names().size() + " tensors", numbers(weights.names()));
        ReportText.line(out, "");
    }

    private List<String> within(String layer) {
        return weights.names().stream().filter(name -> name.startsWith(layer + ".")).toList();
    }

    private boolean isOther(String name) {
        return layers.stream().noneMatch(layer -> name.startsWith(layer + "."));
    }

    private void printGroup(PrintWriter out, String title, int prefix, List<String> names) {
        if (names.isEmpty()) {
            return;
        }
        ReportText.line(out, "%-57s%,9d", title, numbers(names));
        for (String name : names) {
            Tensor tensor = weights.tensor(name);
            ReportText.line(
                    out,
                    "  %-38s%-17s%,9d%s",
                    ReportText.shortened(name.substring(prefix), NAME_COLUMNS - 1),
                    ReportText.shortened(Arrays.toString(tensor.shape()), SHAPE_COLUMNS - 1),
                    tensor.data().length,
                    range(tensor.data()));
        }
    }

    private long numbers(Collection<String> names) {
        return names.stream().mapToLong(name -> weights.tensor(name).data().length).sum();
    }

    /** Smallest and largest value; both NaN if any value is, empty if there are none. */
    private static String range(float[] numbers) {
        if (numbers.length == 0) {
            return "";
        }
        float smallest = numbers[0];
        float largest = numbers[0];
        for (float number : numbers) {
            smallest = Math.min(smallest, number);
            largest = Math.max(largest, number);
        }
        return String.format(Locale.ROOT, "%13.4g%13.4g", smallest, largest);
    }
}
