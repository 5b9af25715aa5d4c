package quietline.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reads an export that is made from the golden weights like the published one. */
class OnnxExportTest {
    private static final Weights GOLDEN = Golden.weights("random-checkpoint.tar");

    /** Returns all convolutions of the encoder or the decoder, in the network's order. */
    private static List<String> convolutions(boolean encoder) {
        String stage = encoder ? "encoder.en_convs." : "decoder.de_convs.";
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            if (i / 2 == 0 && encoder || i > 2 && !encoder) {
                names.add(stage + i + ".conv");
            } else {
                names.add(stage + i + ".point_conv1");
                names.add(stage + i + ".depth_conv");
                names.add(stage + i + ".point_conv2");
            }
        }
        return names;
    }

    private static String norm(String convolution) {
        int dot = convolution.lastIndexOf('.');
        return convolution.substring(0, dot) + convolution.substring(dot).replace("conv", "bn");
    }

    static byte[] export() {
        OnnxFile file = new OnnxFile();
        String[] order = {
            "MatMul erb.erb_fc", "encoder", "tra encoder.en_convs.2", "tra encoder.en_convs.3",
            "tra encoder.en_convs.4", "grnn dpgrnn1", "grnn dpgrnn2", "tra decoder.de_convs.0",
            "tra decoder.de_convs.1", "tra decoder.de_convs.2", "decoder", "MatMul erb.ierb_fc"
        };
        for (String part : order) {
            String name = part.substring(part.indexOf(' ') + 1);
            switch (part.split(" ")[0]) {
                case "MatMul" -> addLinear(file, name);
                case "tra" -> {
                    addGru(file, name + ".tra.att_gru", 1);
                    addLinear(file, name + ".tra.att_fc");
                }
                case "grnn" -> addGrnn(file, name);
                default -> convolutions(part.equals("encoder")).forEach(c -> addUnit(file, c));
            }
        }
        return file.finish();
    }

    private static void addUnit(OnnxFile file, String convolution) {
        boolean encoder = convolution.startsWith("encoder");
        String weight = convolution + ".weight";
        String bias = convolution + ".bias";
        file.tensor(weight, GOLDEN.tensor(weight)).tensor(bias, GOLDEN.tensor(bias));
        file.node(encoder ? "Conv" : "ConvTranspose", "x", weight, bias);
        if (!encoder) {
            String norm = norm(convolution);
            String[] inputs = {
                "x", norm + ".weight", norm + ".bias", norm + ".running_mean", norm + ".running_var"
            };
            for (int i = 1; i < inputs.length; i++) {
                file.tensor(inputs[i], GOLDEN.tensor(inputs[i]));
            }
            file.node(OnnxFile.floatAttribute("epsilon", 1e-5f), "BatchNormalization", inputs);
        }
        String slope = norm(convolution).replaceAll("bn1?$", "act") + ".weight";
        if (slope.contains("act") && GOLDEN.find(slope).isPresent()) {
            file.tensor("slope of " + slope, Tensor.of(GOLDEN.tensor(slope).data(), 1, 1, 1));
            file.node("PRelu", "x", "slope of " + slope);
        }
    }

    private static void addGrnn(OnnxFile file, String name) {
        for (String path : List.of("intra", "inter")) {
            int directions = path.equals("intra") ? 2 : 1;
            addGru(file, name + "." + path + "_rnn.rnn1", directions);
            addGru(file, name + "." + path + "_rnn.rnn2", directions);
            addLinear(file, name + "." + path + "_fc");
            for (String part : List.of(".weight", ".bias")) {
                String tensor = name + "." + path + "_ln" + part;
                file.tensor(tensor, GOLDEN.tensor(tensor));
            }
        }
    }

    private static void addLinear(OnnxFile file, String name) {
        Tensor weight = GOLDEN.tensor(name + ".weight");
        int rows = weight.dimension(0);
        int columns = weight.dimension(1);
        float[] turned = new float[rows * columns];
        for (int i = 0; i < turned.length; i++) {
            turned[i % columns * rows + i / columns] = weight.data()[i];
        }
        file.tensor("turned " + name, Tensor.of(turned, columns, rows));
        file.node("MatMul", "x", "turned " + name);
        GOLDEN.find(name + ".bias").ifPresent(bias -> file.tensor(name + ".bias", bias));
    }

    private static void addGru(OnnxFile file, String name, int directions) {
        float[] input = new float[0];
        float[] hidden = new float[0];
        float[] biases = new float[0];
        for (String end : List.of("_l0", "_l0_reverse").subList(0, directions)) {
            input = joined(input, zrn(GOLDEN.tensor(name + ".weight_ih" + end)));
            hidden = joined(hidden, zrn(GOLDEN.tensor(name + ".weight_hh" + end)));
            biases = joined(biases, zrn(GOLDEN.tensor(name + ".bias_ih" + end)));
            biases = joined(biases, zrn(GOLDEN.tensor(name + ".bias_hh" + end)));
        }
        int rows = GOLDEN.tensor(name + ".bias_ih_l0").dimension(0);
        int inputs = GOLDEN.tensor(name + ".weight_ih_l0").dimension(1);
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

    @Test
    void readsEveryTensorUnderItsName() {
        Weights found = Weights.load(export(), "export.onnx");
        assertEquals(GOLDEN.names(), found.names());
        for (String name : GOLDEN.names()) {
            Tensor expected = GOLDEN.tensor(name);
            assertArrayEquals(expected.shape(), found.tensor(name).shape(), name);
            if (name.endsWith("num_batches_tracked")) {
                continue;
            }
            if (name.startsWith("encoder") && name.matches(".*bn[12]?\\..*")) {
                boolean scales = name.matches(".*(weight|running_var)");
                for (float number : found.tensor(name).data()) {
                    assertEquals(scales ? 1f : 0f, number, 1.1e-5f, name);
                }
            } else {
                assertArrayEquals(expected.data(), found.tensor(name).data(), name);
            }
        }
    }

    @Test
    void makesTheFoldedNormTheIdentity() {
        Weights found = Weights.load(export(), "export.onnx");
        float variance = found.tensor("encoder.en_convs.0.bn.running_var").data()[0];
        assertEquals(1, 1 / Math.sqrt(variance + 1e-5), 1e-7);
    }

    @Test
    void refusesOtherNetworks() {
        assertRefused(new OnnxFile().finish(), "with 15 PRelu nodes, found 0");
        OnnxFile nodes = new OnnxFile();
        for (int i = 0; i < 20_000; i++) {
            nodes.node("Add", "x", "y");
        }
        assertRefused(nodes.finish(), "at most 100000 fields");
        Tensor tensor = Tensor.zeros(1);
        assertRefused(
                new OnnxFile().tensor("a", tensor).tensor("a", tensor).finish(),
                "duplicate tensor a");
    }

    @Test
    void refusesTensorsOfTheWrongSize() {
        refuseSlope(1, new byte[4], 2);
        refuseSlope(1, new byte[8], 1);
        refuseSlope(1, new byte[4], Long.MAX_VALUE, Long.MAX_VALUE);
        refuseSlope(1, new byte[4], -1);
        refuseSlope(7, new byte[8], 1);
    }

    @Test
    void refusesOneTensorTakenAgainAndAgain() {
        OnnxFile file = new OnnxFile().tensor("w", 1, new byte[1 << 20], 1 << 18);
        for (int i = 0; i < 15; i++) {
            file.node("PRelu", "x", "w");
        }
        for (int i = 0; i < 11; i++) {
            file.node("Conv", "x", "w", "w");
        }
        assertRefused(file.finish(), "expected at most 2097152 numbers");
        long[] axes = {1, 1, 1, 1, 1, 1, 1, 1, 1};
        assertRefused(new OnnxFile().tensor("a", 1, new byte[4], axes).finish(), "8 axes");
    }

    private static void refuseSlope(int type, byte[] raw, long... sizes) {
        WeightsException refused =
                assertThrows(
                        WeightsException.class,
                        () ->
                                OnnxModel.read(
                                                new OnnxFile()
                                                        .tensor("s", type, raw, sizes)
                                                        .finish())
                                        .tensor("s"));
        assertTrue(refused.getMessage().startsWith("s: "), refused.getMessage());
    }

    private static void assertRefused(byte[] file, String reason) {
        WeightsException refused =
                assertThrows(WeightsException.class, () -> Weights.load(file, "e.onnx"));
        assertTrue(refused.getMessage().startsWith("e.onnx: "), refused.getMessage());
        assertTrue(refused.getMessage().contains(reason), refused.getMessage());
    }
}
