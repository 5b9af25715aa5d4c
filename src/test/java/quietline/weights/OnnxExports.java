package quietline.weights;

import java.util.Arrays;
import java.util.List;

/** Makes exports like the published ones from the golden weights of both networks. */
final class OnnxExports {
    private final Weights golden;
    private final OnnxFile file = new OnnxFile();

    private OnnxExports(String goldenFile) {
        golden = Golden.weights(goldenFile);
    }

    static byte[] gtcrn() {
        OnnxExports export = new OnnxExports("random-checkpoint.tar");
        export.addMatrix("erb.erb_fc");
        for (int i = 0; i < 2; i++) {
            export.addUnit("encoder.en_convs." + i + ".conv");
        }
        for (int i = 2; i < 5; i++) {
            export.addGtBlock("encoder.en_convs." + i);
        }
        export.addDpGrnn("dpgrnn1");
        export.addDpGrnn("dpgrnn2");
        for (int i = 0; i < 3; i++) {
            export.addGtBlock("decoder.de_convs." + i);
        }
        export.addUnit("decoder.de_convs.3.conv");
        export.addUnit("decoder.de_convs.4.conv");
        export.addMatrix("erb.ierb_fc");
        return export.file.finish();
    }

    static byte[] ulunas() {
        OnnxExports export = new OnnxExports("ulunas-random-weights.safetensors");
        export.addMatrix("erb.erb_fc");
        for (int i = 0; i < 10; i++) {
            if (i == 5) {
                export.addDpGrnn("dpgrnn.0");
                export.addDpGrnn("dpgrnn.1");
            }
            export.addUlunasBlock(
                    i < 5 ? "encoder.en_convs." + i + "." : "decoder.de_convs." + (i - 5) + ".");
        }
        export.addMatrix("erb.ierb_fc");
        return export.file.finish();
    }

    /** Adds those of a block's possible layers that the golden weights have. */
    private void addUlunasBlock(String block) {
        for (String[] unit :
                new String[][] {
                    {"ops.1", "ops.2", "ops.3", "ops.4"},
                    {"pconv.0", "pconv.1", "pconv.2", ""},
                    {"pconv1.0", "pconv1.1", "pconv1.2", ""},
                    {"dconv.1", "dconv.2", "dconv.3", "dconv.4"},
                    {"pconv2.0", "pconv2.1", "", "pconv2.2"}
                }) {
            if (golden.find(block + unit[0] + ".weight").isPresent()) {
                boolean transposed = block.startsWith("decoder") && !unit[0].startsWith("pconv");
                addConvolution(transposed, block + unit[0], block + unit[1]);
                addAffinePRelu(block + unit[2]);
                addAttention(block + unit[3]);
            }
        }
    }

    private void addAffinePRelu(String name) {
        if (golden.find(name + ".slope_weight").isPresent()) {
            Tensor weight = golden.tensor(name + ".affine_weight");
            int channels = weight.dimension(0);
            int bands = weight.dimension(1);
            float[] bias = golden.tensor(name + ".affine_bias").data();
            float[] slopes = golden.tensor(name + ".slope_weight").data();
            file.tensor(name + " w", Tensor.of(weight.data(), 1, channels, 1, bands));
            file.tensor(name + " b", Tensor.of(bias, 1, channels, 1, bands));
            file.tensor(name + " s", Tensor.of(slopes, 1, channels, 1, 1));
            file.node("Mul", name + " w", "x").node("Add", "y", name + " b");
            file.node("Mul", name + " s", "x");
            // Adds and multiplies without tables, which the published export has too.
            file.node("Mul", "x", "y").node("Add", "x", "y");
        }
    }

    private void addAttention(String name) {
        if (golden.find(name + ".ta_fc.weight").isPresent()) {
            addGru(name + ".ta_gru", 1);
            addLinear(name + ".ta_fc");
            addGru(name + ".fa.gru", 2);
            addLinear(name + ".fa.fc");
        }
    }

    private void addGtBlock(String block) {
        addUnit(block + ".point_conv1");
        addUnit(block + ".depth_conv");
        addUnit(block + ".point_conv2");
        addGru(block + ".tra.att_gru", 1);
        addLinear(block + ".tra.att_fc");
    }

    private void addUnit(String convolution) {
        int dot = convolution.lastIndexOf('.');
        String norm =
                convolution.substring(0, dot) + convolution.substring(dot).replace("conv", "bn");
        addConvolution(convolution.startsWith("decoder"), convolution, norm);
        String slope = norm.replaceAll("bn1?$", "act") + ".weight";
        if (slope.contains("act") && golden.find(slope).isPresent()) {
            file.tensor("slope of " + slope, Tensor.of(golden.tensor(slope).data(), 1, 1, 1));
            file.node("PRelu", "x", "slope of " + slope);
        }
    }

    private void addConvolution(boolean transposed, String convolution, String norm) {
        String weight = convolution + ".weight";
        String bias = convolution + ".bias";
        file.tensor(weight, golden.tensor(weight)).tensor(bias, golden.tensor(bias));
        file.node(transposed ? "ConvTranspose" : "Conv", "x", weight, bias);
        if (transposed) {
            String[] inputs = {
                "x", norm + ".weight", norm + ".bias", norm + ".running_mean", norm + ".running_var"
            };
            for (int i = 1; i < inputs.length; i++) {
                file.tensor(inputs[i], golden.tensor(inputs[i]));
            }
            file.node(OnnxFile.floatAttribute("epsilon", 1e-5f), "BatchNormalization", inputs);
        }
    }

    private void addDpGrnn(String name) {
        for (String path : List.of("intra", "inter")) {
            int directions = path.equals("intra") ? 2 : 1;
            addGru(name + "." + path + "_rnn.rnn1", directions);
            addGru(name + "." + path + "_rnn.rnn2", directions);
            addLinear(name + "." + path + "_fc");
            for (String part : List.of(".weight", ".bias")) {
                String tensor = name + "." + path + "_ln" + part;
                file.tensor(tensor, golden.tensor(tensor));
            }
        }
    }

    private void addLinear(String name) {
        addMatrix(name);
        file.tensor(name + ".bias", golden.tensor(name + ".bias"));
    }

    private void addMatrix(String name) {
        Tensor weight = golden.tensor(name + ".weight");
        int rows = weight.dimension(0);
        int columns = weight.dimension(1);
        float[] turned = new float[rows * columns];
        for (int i = 0; i < turned.length; i++) {
            turned[i % columns * rows + i / columns] = weight.data()[i];
        }
        file.tensor("turned " + name, Tensor.of(turned, columns, rows));
        file.node("MatMul", "x", "turned " + name);
    }

    private void addGru(String name, int directions) {
        float[] input = new float[0];
        float[] hidden = new float[0];
        float[] biases = new float[0];
        for (String end : List.of("_l0", "_l0_reverse").subList(0, directions)) {
            input = joined(input, zrn(golden.tensor(name + ".weight_ih" + end)));
            hidden = joined(hidden, zrn(golden.tensor(name + ".weight_hh" + end)));
            biases = joined(biases, zrn(golden.tensor(name + ".bias_ih" + end)));
            biases = joined(biases, zrn(golden.tensor(name + ".bias_hh" + end)));
        }
        int rows = golden.tensor(name + ".bias_ih_l0").dimension(0);
        int inputs = golden.tensor(name + ".weight_ih_l0").dimension(1);
        file.tensor(name + " W", Tensor.of(input, directions, rows, inputs));
        file.tensor(name + " R", Tensor.of(hidden, directions, rows, rows / 3));
        file.tensor(name + " B", Tensor.of(biases, directions, 2 * rows));
        byte[] attribute = OnnxFile.longAttribute("linear_before_reset", 1);
        file.node(attribute, "GRU", "x", name + " W", name + " R", name + " B", "", "h");
    }

    private static float[] zrn(Tensor rzn) {
        int gate = rzn.data().length / 3;
        float[] zrn = rzn.data().clone();
        System.arraycopy(rzn.data(), gate, zrn, 0, gate);
        System.arraycopy(rzn.data(), 0, zrn, gate, gate);
        return zrn;
    }

    private static float[] joined(float[] first, float[] second) {
        float[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }
}
