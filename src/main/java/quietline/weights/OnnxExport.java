package quietline.weights;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the published gtcrn_simple.onnx and gives its tensors PyTorch's names and shapes. The
 * export lacks most names, so tensors are found by their nodes, which are in the network's order.
 * The encoder's BatchNorm is folded into its convolutions and becomes the identity here. Linear
 * layers are transposed; {@link OnnxGru} converts recurrent layers.
 */
final class OnnxExport {
    private static final float TORCH_EPSILON = 1e-5f;

    private record Unit(String convolution, String norm, String activation) {}

    private final OnnxModel model;
    private final Map<String, Tensor> tensors = new TreeMap<>();

    private OnnxExport(OnnxModel model) {
        this.model = model;
    }

    static Map<String, Tensor> read(byte[] file) {
        OnnxExport export = new OnnxExport(OnnxModel.read(file));
        export.readConvolutions();
        export.readLinears();
        export.readGrus();
        for (String norm : List.of("intra_ln", "inter_ln")) {
            for (String grnn : List.of("dpgrnn1.", "dpgrnn2.")) {
                export.keep(grnn + norm + ".weight");
                export.keep(grnn + norm + ".bias");
            }
        }
        return export.tensors;
    }

    private void readConvolutions() {
        List<Unit> encoder = new ArrayList<>();
        encoder.add(plainUnit("encoder.en_convs.0."));
        encoder.add(plainUnit("encoder.en_convs.1."));
        List<Unit> decoder = new ArrayList<>();
        for (int block = 0; block < 3; block++) {
            encoder.addAll(blockUnits("encoder.en_convs." + (2 + block) + "."));
            decoder.addAll(blockUnits("decoder.de_convs." + block + "."));
        }
        decoder.add(plainUnit("decoder.de_convs.3."));
        decoder.add(new Unit("decoder.de_convs.4.conv", "decoder.de_convs.4.bn", null));

        Iterator<OnnxModel.Node> slopes = model.nodes("PRelu", 15).iterator();
        Iterator<OnnxModel.Node> nodes = model.nodes("Conv", encoder.size()).iterator();
        for (Unit unit : encoder) {
            int channels = readConvolution(unit, nodes.next(), slopes);
            putNorm(
                    unit.norm,
                    filled(channels, 1),
                    filled(channels, 0),
                    filled(channels, 0),
                    filled(channels, 1 - TORCH_EPSILON));
        }
        nodes = model.nodes("ConvTranspose", decoder.size()).iterator();
        Iterator<OnnxModel.Node> norms =
                model.nodes("BatchNormalization", decoder.size()).iterator();
        for (Unit unit : decoder) {
            readConvolution(unit, nodes.next(), slopes);
            readNorm(unit.norm, norms.next());
        }
    }

    /** Reads kernel, bias and PReLU slope, and returns the number of output channels. */
    private int readConvolution(Unit unit, OnnxModel.Node node, Iterator<OnnxModel.Node> slopes) {
        Tensor bias = model.input(node, 2);
        tensors.put(unit.convolution + ".weight", model.input(node, 1));
        tensors.put(unit.convolution + ".bias", bias);
        if (unit.activation != null) {
            float[] slope = model.input(slopes.next(), 1).data();
            tensors.put(unit.activation + ".weight", Tensor.of(slope, slope.length));
        }
        return bias.data().length;
    }

    private void readNorm(String name, OnnxModel.Node node) {
        Tensor variance = model.input(node, 4);
        float surplus = node.floatValue("epsilon", TORCH_EPSILON) - TORCH_EPSILON;
        for (int i = 0; i < variance.data().length; i++) {
            variance.data()[i] += surplus;
        }
        putNorm(name, model.input(node, 1), model.input(node, 2), model.input(node, 3), variance);
    }

    private void putNorm(String name, Tensor weight, Tensor bias, Tensor mean, Tensor variance) {
        tensors.put(name + ".weight", weight);
        tensors.put(name + ".bias", bias);
        tensors.put(name + ".running_mean", mean);
        tensors.put(name + ".running_var", variance);
        tensors.put(name + ".num_batches_tracked", Tensor.zeros());
    }

    private void readLinears() {
        List<String> names = recurrentStages("att_fc", "intra_fc", "inter_fc");
        names.add(0, "erb.erb_fc");
        names.add("erb.ierb_fc");
        Iterator<OnnxModel.Node> nodes = model.nodes("MatMul", names.size()).iterator();
        for (String name : names) {
            tensors.put(name + ".weight", transposed(name, model.input(nodes.next(), 1)));
            if (!name.startsWith("erb.")) {
                keep(name + ".bias");
            }
        }
    }

    private void readGrus() {
        List<String> names =
                recurrentStages(
                        "att_gru",
                        "intra_rnn.rnn1",
                        "intra_rnn.rnn2",
                        "inter_rnn.rnn1",
                        "inter_rnn.rnn2");
        Iterator<OnnxModel.Node> nodes = model.nodes("GRU", names.size()).iterator();
        for (String name : names) {
            tensors.putAll(OnnxGru.read(name, nodes.next(), model));
        }
    }

    /** Returns the names of one layer of each attention and some of each DPGRNN, in order. */
    private static List<String> recurrentStages(String attention, String... dpGrnn) {
        List<String> names = new ArrayList<>();
        for (int block = 2; block < 5; block++) {
            names.add("encoder.en_convs." + block + ".tra." + attention);
        }
        for (String grnn : List.of("dpgrnn1.", "dpgrnn2.")) {
            for (String layer : dpGrnn) {
                names.add(grnn + layer);
            }
        }
        for (int block = 0; block < 3; block++) {
            names.add("decoder.de_convs." + block + ".tra." + attention);
        }
        return names;
    }

    private void keep(String name) {
        tensors.put(name, model.tensor(name));
    }

    private static Unit plainUnit(String stage) {
        return new Unit(stage + "conv", stage + "bn", stage + "act");
    }

    private static List<Unit> blockUnits(String block) {
        return List.of(
                new Unit(block + "point_conv1", block + "point_bn1", block + "point_act"),
                new Unit(block + "depth_conv", block + "depth_bn", block + "depth_act"),
                new Unit(block + "point_conv2", block + "point_bn2", null));
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
