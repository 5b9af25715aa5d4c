package quietline.weights;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the layers of an export, in the network's order, as tensors with PyTorch's names and
 * shapes. Each layer takes the next node of its operator. The export's BatchNorm is folded into
 * ordinary convolutions and becomes the identity here. Linear layers are transposed; {@link
 * OnnxGru} converts recurrent layers.
 */
final class OnnxLayers {
    private static final float TORCH_EPSILON = 1e-5f;

    private final OnnxModel model;
    private final Map<String, Iterator<OnnxModel.Node>> nodes = new HashMap<>();
    private final Map<String, Tensor> tensors = new TreeMap<>();

    OnnxLayers(OnnxModel model) {
        this.model = model;
    }

    /** Returns what has been read. */
    Map<String, Tensor> tensors() {
        return tensors;
    }

    /** Reads an ordinary convolution, whose batch normalisation is folded in. */
    void conv(String name, String norm) {
        int channels = weightAndBias(name, next("Conv"));
        Tensor zeros = filled(channels, 0);
        putNorm(norm, filled(channels, 1), zeros, zeros, filled(channels, 1 - TORCH_EPSILON));
    }

    /**
     * Reads a convolution that is a transposed one, with its batch normalisation, in the decoder.
     */
    void convOrTranspose(String name, String norm) {
        if (!name.startsWith("decoder")) {
            conv(name, norm);
            return;
        }
        weightAndBias(name, next("ConvTranspose"));
        OnnxModel.Node node = next("BatchNormalization");
        Tensor variance = model.input(node, 4);
        float surplus = node.floatValue("epsilon", TORCH_EPSILON) - TORCH_EPSILON;
        for (int i = 0; i < variance.data().length; i++) {
            variance.data()[i] += surplus;
        }
        putNorm(norm, model.input(node, 1), model.input(node, 2), model.input(node, 3), variance);
    }

    /** Reads a PReLU with one slope. */
    void pRelu(String name) {
        float[] slope = model.input(next("PRelu"), 1).data();
        tensors.put(name + ".weight", Tensor.of(slope, slope.length));
    }

    /**
     * Reads an affine PReLU, w·x + b + (x > 0 ? x : s·x). Its tables are w and b, both (1, C, 1,
     * F), and s (1, C, 1, 1).
     */
    void affinePRelu(String name) {
        tensors.put(name + ".affine_weight", nextTable("Mul"));
        tensors.put(name + ".affine_bias", nextTable("Add"));
        tensors.put(name + ".slope_weight", nextTable("Mul"));
    }

    /** Reads a linear layer without bias. */
    void matrix(String name) {
        tensors.put(name + ".weight", transposed(name, model.input(next("MatMul"), 1)));
    }

    void linear(String name) {
        matrix(name);
        keep(name + ".bias");
    }

    void gru(String name) {
        tensors.putAll(OnnxGru.read(name, next("GRU"), model));
    }

    /** Reads the two recurrent paths of a DPGRNN, across bands and across frames. */
    void dpGrnn(String name) {
        for (String path : List.of(".intra_", ".inter_")) {
            gru(name + path + "rnn.rnn1");
            gru(name + path + "rnn.rnn2");
            linear(name + path + "fc");
            keep(name + path + "ln.weight");
            keep(name + path + "ln.bias");
        }
    }

    private OnnxModel.Node next(String operator) {
        Iterator<OnnxModel.Node> left =
                nodes.computeIfAbsent(operator, name -> model.nodes(name).iterator());
        if (!left.hasNext()) {
            throw new WeightsException("expected another %s node with weights".formatted(operator));
        }
        return left.next();
    }

    /** Returns the next constant tensor of four axes that an operator uses, without axes of 1. */
    private Tensor nextTable(String operator) {
        while (true) {
            for (String input : next(operator).inputs()) {
                if (model.rank(input) == 4) {
                    Tensor table = model.tensor(input);
                    int[] shape = Arrays.stream(table.shape()).filter(size -> size != 1).toArray();
                    return Tensor.of(table.data(), shape);
                }
            }
        }
    }

    /** Returns the number of output channels. */
    private int weightAndBias(String name, OnnxModel.Node node) {
        Tensor bias = model.input(node, 2);
        tensors.put(name + ".weight", model.input(node, 1));
        tensors.put(name + ".bias", bias);
        return bias.data().length;
    }

    private void putNorm(String name, Tensor weight, Tensor bias, Tensor mean, Tensor variance) {
        tensors.put(name + ".weight", weight);
        tensors.put(name + ".bias", bias);
        tensors.put(name + ".running_mean", mean);
        tensors.put(name + ".running_var", variance);
        tensors.put(name + ".num_batches_tracked", Tensor.zeros());
    }

    private void keep(String name) {
        tensors.put(name, model.tensor(name));
    }

    private static Tensor transposed(String name, Tensor matrix) {
        if (matrix.rank() != 2) {
            throw new WeightsException(
                    "%s: expected a matrix, found shape %s"
                            .formatted(name, Arrays.toString(matrix.shape())));
        }
        int rows = matrix.dimension(0);
        int columns = matrix.dimension(1);
        float[] turned = new float[rows * columns];
        for (int i = 0; i < turned.length; i++) {
            turned[i] = matrix.data()[i % rows * columns + i / rows];
        }
        return Tensor.of(turned, columns, rows);
    }

    private static Tensor filled(int count, float value) {
        float[] data = new float[count];
        Arrays.fill(data, value);
        return Tensor.of(data, count);
    }
}
