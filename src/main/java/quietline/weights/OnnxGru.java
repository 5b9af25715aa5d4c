package quietline.weights;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Converts the tensors of a GRU node to PyTorch's layout. ONNX has W (directions, 3H, inputs), R
 * (directions, 3H, H) and B (directions, 6H), with the gates in the order z, r, n. PyTorch has one
 * tensor per direction and bias, with the gates in the order r, z, n.
 */
final class OnnxGru {
    private OnnxGru() {}

    /** Returns the tensors by PyTorch's names; those of the reverse direction end in _reverse. */
    static Map<String, Tensor> read(String name, OnnxModel.Node node, OnnxModel model) {
        Map<String, Tensor> tensors = new TreeMap<>();
        Tensor input = model.input(node, 1);
        Tensor hidden = model.input(node, 2);
        Tensor biases = model.input(node, 3);
        int directions = hidden.rank() == 3 ? hidden.dimension(0) : 0;
        int size = hidden.rank() == 3 ? hidden.dimension(2) : 0;
        int rows = 3 * size;
        boolean fits =
                (directions == 1 || directions == 2)
                        && hidden.dimension(1) == rows
                        && input.rank() == 3
                        && input.dimension(0) == directions
                        && input.dimension(1) == rows
                        && biases.data().length == directions * 2 * rows
                        && node.longValue("linear_before_reset", 0) == 1;
        if (!fits) {
            throw new WeightsException(
                    "%s: expected a GRU exported by PyTorch, found shapes %s, %s, %s"
                            .formatted(
                                    name,
                                    Arrays.toString(input.shape()),
                                    Arrays.toString(hidden.shape()),
                                    Arrays.toString(biases.shape())));
        }
        int inputs = input.dimension(2);
        for (int direction = 0; direction < directions; direction++) {
            String end = "_l0" + (direction == 0 ? "" : "_reverse");
            int bias = direction * 2 * rows;
            float[] inputRows = gates(input, direction * rows * inputs, size * inputs);
            float[] hiddenRows = gates(hidden, direction * rows * size, size * size);
            tensors.put(name + ".weight_ih" + end, Tensor.of(inputRows, rows, inputs));
            tensors.put(name + ".weight_hh" + end, Tensor.of(hiddenRows, rows, size));
            tensors.put(name + ".bias_ih" + end, Tensor.of(gates(biases, bias, size), rows));
            tensors.put(name + ".bias_hh" + end, Tensor.of(gates(biases, bias + rows, size), rows));
        }
        return tensors;
    }

    /** Copies three gates from {@code begin} on, reordered from z, r, n to r, z, n. */
    private static float[] gates(Tensor from, int begin, int gate) {
        float[] gates = new float[3 * gate];
        System.arraycopy(from.data(), begin + gate, gates, 0, gate);
        System.arraycopy(from.data(), begin, gates, gate, gate);
        System.arraycopy(from.data(), begin + 2 * gate, gates, 2 * gate, gate);
        return gates;
    }
}
