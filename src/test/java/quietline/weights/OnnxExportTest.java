package quietline.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
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
        OnnxModel model = OnnxModel.read(file.finish());
        for (int i = 0; i < 8; i++) {
            model.tensor("w");
        }
        WeightsException refused = assertThrows(WeightsException.class, () -> model.tensor("w"));
        assertTrue(refused.getMessage().startsWith("expected at most 2097152 numbers"));
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

    private static Weights load(byte[] file) {
        return Weights.load(file, "e.onnx");
    }

    private static WeightsException assertRefused(byte[] file, String reason) {
        return Golden.assertRefused(file, "e.onnx", reason);
    }
}
