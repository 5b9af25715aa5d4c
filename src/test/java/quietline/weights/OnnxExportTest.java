package quietline.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads exports that are made from the golden weights like the published ones. */
class OnnxExportTest {

    @ParameterizedTest
    @CsvSource({"gtcrn, random-checkpoint.tar", "ulunas, ulunas-random-weights.safetensors"})
    void readsEveryTensorUnderItsName(String network, String goldenFile) {
        Weights golden = Golden.weights(goldenFile);
        Weights found = load(network.equals("gtcrn") ? OnnxExports.gtcrn() : OnnxExports.ulunas());
        assertEquals(golden.names(), found.names());
        for (String name : golden.names()) {
            Tensor expected = golden.tensor(name);
            assertArrayEquals(expected.shape(), found.tensor(name).shape(), name);
            boolean folded =
                    name.matches("encoder.*(bn[12]?|ops\\.2|pconv[12]?\\.1|dconv\\.2)\\..*")
                            || name.matches("decoder.*pconv[12]?\\.1\\..*");
            if (folded && !name.endsWith("num_batches_tracked")) {
                boolean scales = name.matches(".*(weight|running_var)");
                for (float number : found.tensor(name).data()) {
                    assertEquals(scales ? 1f : 0f, number, 1.1e-5f, name);
                }
            } else if (!name.endsWith("num_batches_tracked")) {
                assertArrayEquals(expected.data(), found.tensor(name).data(), name);
            }
        }
    }

    @Test
    void makesTheFoldedNormTheIdentity() {
        Weights found = load(OnnxExports.gtcrn());
        float variance = found.tensor("encoder.en_convs.0.bn.running_var").data()[0];
        assertEquals(1, 1 / Math.sqrt(variance + 1e-5), 1e-7);
    }

    /** PyTorch's batch normalisation adds 1e-5 to the variance; the export says what it adds. */
    @Test
    void movesTheEpsilonOfANormIntoItsVariance() {
        OnnxFile file = new OnnxFile().tensor("w", Tensor.zeros(1, 1, 1, 1));
        file.tensor("c", Tensor.of(new float[] {2}, 1)).node("ConvTranspose", "x", "w", "c");
        byte[] epsilon = OnnxFile.floatAttribute("epsilon", 1e-3f);
        file.node(epsilon, "BatchNormalization", "x", "c", "c", "c", "c");
        OnnxLayers layers = new OnnxLayers(OnnxModel.read(file.finish()));
        layers.convOrTranspose("decoder.conv", "decoder.bn");
        assertEquals(2.00099f, layers.tensors().get("decoder.bn.running_var").data()[0]);
        assertEquals(2, layers.tensors().get("decoder.bn.running_mean").data()[0]);
    }

    @Test
    void refusesNodesWithoutTheirConstants() {
        OnnxFile file = new OnnxFile().node("PRelu", "x");
        OnnxLayers layers = new OnnxLayers(OnnxModel.read(file.finish()));
        WeightsException refused = assertThrows(WeightsException.class, () -> layers.pRelu("act"));
        assertEquals(
                "expected a PRelu node with more than 1 inputs, found 1", refused.getMessage());
    }

    @Test
    void readsPackedSizes() {
        assertEquals(8, OnnxTensor.read(packedSizes(8)).sizes().length);
        assertThrows(WeightsException.class, () -> OnnxTensor.read(packedSizes(9)));
    }

    private static Protobuf packedSizes(int count) {
        byte[] message = new byte[2 + count];
        message[0] = 0x0a;
        message[1] = (byte) count;
        return Protobuf.of(Bytes.of(message));
    }

    @Test
    void refusesAnExportWithoutAffinePRelus() {
        String export = new String(OnnxExports.ulunas(), StandardCharsets.ISO_8859_1);
        byte[] without = export.replace("Add", "Max").getBytes(StandardCharsets.ISO_8859_1);
        assertRefused(without, "expected another Add node with weights");
    }

    @Test
    void refusesOtherNetworks() {
        OnnxFile other = new OnnxFile().node("GRU", "x").node("GRU", "x").node("Add", "x", "x");
        WeightsException refused = assertRefused(other.finish(), "");
        assertEquals(
                "e.onnx: expected the ONNX export of GTCRN (gtcrn_simple.onnx: 11 Conv,"
                        + " 11 ConvTranspose, 11 BatchNormalization, 15 PRelu, 12 MatMul, 14 GRU)"
                        + " or of UL-UNAS (ulunas_stream_simple.onnx: 17 Conv, 5 ConvTranspose,"
                        + " 5 BatchNormalization, 0 PRelu, 26 MatMul, 28 GRU), found 0 Conv,"
                        + " 0 ConvTranspose, 0 BatchNormalization, 0 PRelu, 0 MatMul, 2 GRU",
                refused.getMessage());
        OnnxFile nodes = new OnnxFile();
        for (int i = 0; i < 20_000; i++) {
            nodes.node("Add", "x", "y");
        }
        assertRefused(nodes.finish(), "at most 50000 fields");
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
        OnnxModel model = OnnxModel.read(file.finish());
        for (int i = 0; i < 8; i++) {
            model.tensor("w");
        }
        WeightsException refused = assertThrows(WeightsException.class, () -> model.tensor("w"));
        assertTrue(refused.getMessage().startsWith("expected at most 2097152 numbers"));
        long[] axes = {1, 1, 1, 1, 1, 1, 1, 1, 1};
        long[] eight = Arrays.copyOf(axes, 8);
        OnnxFile most = new OnnxFile().tensor("a", 1, new byte[4], eight);
        assertEquals(8, OnnxModel.read(most.finish()).tensor("a").rank());
        assertRefused(new OnnxFile().tensor("a", 1, new byte[4], axes).finish(), "8 axes");
    }

    @Test
    void refusesNumbersThatDoNotFit() {
        // The field number 2^29 + 7, which keeps its lowest bits only in 32 bits of a tag.
        refuseModel(
                "field number from 1 to 536870911, found 536870919", 0xba, 0x80, 0x80, 0x80, 0x10);
        refuseModel("field number from 1 to 536870911, found 0", 0x02);
        refuseModel("found 4294967303", 0xba, 0x80, 0x80, 0x80, 0x80, 0x01);
        int[] tooMany = {0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02};
        refuseModel("varint of more than 64 bits", tooMany);
        // Lengths of 2^62, 2^63 - 1 and 2^64 - 1.
        refuseModel("expected 4611686018427387904 bytes", length(0x40, 0));
        refuseModel("expected 9223372036854775807 bytes", length(0x7f, 0));
        refuseModel("expected 18446744073709551615 bytes", length(0xff, 1));
        for (long huge : new long[] {1L << 62, Long.MAX_VALUE, Long.MIN_VALUE}) {
            refuseSlope(1, new byte[4], huge);
            refuseSlope(1, new byte[4], 4, huge);
            refuseSlope(1, new byte[0], 0, huge);
        }
    }

    /** Returns a graph with a length of ten bytes, of which the last two are given. */
    private static int[] length(int ninth, int tenth) {
        int low = ninth == 0x40 ? 0x80 : 0xff;
        int last = tenth == 0 ? 0 : 0x80;
        return new int[] {0x3a, low, low, low, low, low, low, low, low, ninth | last, tenth};
    }

    private static void refuseModel(String reason, int... codes) {
        byte[] file = new byte[2 + codes.length + 2];
        file[0] = 0x08;
        file[1] = 6;
        for (int i = 0; i < codes.length; i++) {
            file[2 + i] = (byte) codes[i];
        }
        assertRefused(file, reason);
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

    private static Weights load(byte[] file) {
        return Weights.load(file, "e.onnx");
    }

    private static WeightsException assertRefused(byte[] file, String reason) {
        return Golden.assertRefused(file, "e.onnx", reason);
    }
}
