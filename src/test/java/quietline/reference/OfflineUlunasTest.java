package quietline.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import quietline.weights.Golden;
import quietline.weights.Tensor;
import quietline.weights.Weights;
import quietline.weights.WeightsException;

/** Compares each stage of the network over 40 frames with PyTorch in double precision. */
class OfflineUlunasTest {

    /** Of the largest number of a stage. */
    private static final double TOLERANCE = 1e-5;

    private static final int STAGES = 14;
    private static final String SLOPE = "encoder.en_convs.3.dconv.3.slope_weight";

    private final Golden golden = Golden.load("ulunas-network-random");
    private final Weights weights = Golden.weights("ulunas-random-weights.safetensors");
    private final OfflineUlunas network = new OfflineUlunas(weights);

    /** The largest error is 9.8e-5, in the last block, whose outputs reach 27. */
    @Test
    void equalsPyTorchAfterEveryStage() {
        Map<String, Double> errors = new LinkedHashMap<>();
        Tensor enhanced =
                network.enhance(
                        golden.tensor("spectrum"),
                        (name, output) -> {
                            Tensor expected = golden.tensor("stage." + name);
                            errors.put(name, Closeness.relativeError(expected, output));
                        });
        Tensor expected = golden.tensor("enhanced_spectrum");
        errors.put("enhanced_spectrum", Closeness.relativeError(expected, enhanced));

        assertEquals(STAGES + 1, errors.size());
        errors.forEach((name, error) -> assertTrue(error <= TOLERANCE, name + ": " + error));
    }

    /** With 65, 33, 65 and 129 bands: zeros fill the last row of four. */
    @ParameterizedTest
    @CsvSource({
        "encoder.en_convs.0, ops.4, ops.3, stage.encoder.en_convs.0",
        "encoder.en_convs.1, pconv2.2, pconv2.1, inner.encoder.en_convs.1.pconv2.2",
        "decoder.de_convs.3, pconv2.2, pconv2.1, inner.decoder.de_convs.3.pconv2.2",
        "decoder.de_convs.4, ops.4, ops.2, stage.decoder.de_convs.4",
    })
    void attendsAsPyTorch(String block, String name, String before, String output) {
        NamedLayers named = new NamedLayers(weights.reader(), block + "." + name + ".");
        Tensor x = golden.tensor("inner." + block + "." + before);
        Tensor y = golden.tensor(output);
        Layer attention = OfflineTimeFrequencyAttention.of(named, x.dimension(0));
        Closeness.assertClose(batchOfOne(y), attention.apply(batchOfOne(x)), TOLERANCE);
    }

    private static Tensor batchOfOne(Tensor x) {
        return Axes.reshape(x, 1, x.dimension(0), x.dimension(1), x.dimension(2));
    }

    @Test
    void activatesByChannelAndBand() {
        AffinePRelu activation =
                new AffinePRelu(
                        Tensor.of(new float[] {1, 0, 0, 2}, 2, 2),
                        Tensor.of(new float[] {0, 10, 0, 0}, 2, 2),
                        Tensor.of(new float[] {3, -1}, 2));
        Tensor x = Tensor.of(new float[] {-1, -1, 1, 1, -1, -1, 1, 1}, 1, 2, 2, 2);
        assertArrayEquals(new float[] {-4, 7, 2, 11, 1, -1, 1, 3}, activation.apply(x).data());
    }

    @Test
    void isCausal() {
        Tensor spectrum = golden.tensor("spectrum");
        Tensor cut = Axes.slice(spectrum, 1, 0, 19);
        Tensor whole = Axes.slice(network.enhance(spectrum), 1, 0, 19);
        assertArrayEquals(whole.data(), network.enhance(cut).data());
    }

    @Test
    void costsParametersAndMultiplyAddsByLayer() {
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("erb", "24,576 24,576");
        expected.put("encoder.en_convs.0", "5,028 13,708");
        expected.put("encoder.en_convs.1", "17,652 37,152");
        expected.put("encoder.en_convs.2", "15,900 27,792");
        expected.put("encoder.en_convs.3", "26,804 57,344");
        expected.put("encoder.en_convs.4", "8,180 18,224");
        expected.put("dpgrnn.0", "4,192 61,248");
        expected.put("dpgrnn.1", "4,192 61,248");
        expected.put("decoder.de_convs.0", "26,068 36,224");
        expected.put("decoder.de_convs.1", "16,332 39,672");
        expected.put("decoder.de_convs.2", "15,900 27,792");
        expected.put("decoder.de_convs.3", "6,084 18,496");
        expected.put("decoder.de_convs.4", "420 14,432");
        Map<String, String> costs = new LinkedHashMap<>();
        LayerCosts.perFrame(weights).forEach((layer, cost) -> costs.put(layer, shown(cost)));
        assertEquals(expected, costs);
        assertEquals("171,328 437,908", shown(network.costPerFrame()));
    }

    private static String shown(Cost cost) {
        return String.format(Locale.ROOT, "%,d %,d", cost.parameters(), cost.multiplyAdds());
    }

    @Test
    void refusesAMissingTensor() {
        String name = "decoder.de_convs.2.dconv.4.fa.gru.bias_hh_l0_reverse";
        refuses(changed(tensors -> tensors.remove(name)), "missing " + name + " [12]");
    }

    @Test
    void refusesAMisnamedTensor() {
        Weights misnamed = changed(tensors -> tensors.put("dpgrnn.2.x", tensors.remove(SLOPE)));
        refuses(misnamed, "missing " + SLOPE + " [32]", "unexpected dpgrnn.2.x [32]");
    }

    @Test
    void refusesAMisshapenTensor() {
        Weights misshapen = changed(tensors -> tensors.put(SLOPE, Tensor.zeros(31)));
        refuses(misshapen, SLOPE + ": expected shape [32], found [31]");
    }

    @Test
    void refusesTensorsOfBothNetworks() {
        Weights both =
                changed(
                        tensors -> {
                            Weights gtcrn = Golden.weights("random-weights.safetensors");
                            gtcrn.names().forEach(name -> tensors.put(name, gtcrn.tensor(name)));
                            return null;
                        });
        refuses(both, "unexpected encoder.en_convs.0.conv.weight [16, 9, 1, 5]");
        WeightsException asGtcrn =
                assertThrows(WeightsException.class, () -> new OfflineGtcrn(both));
        String unexpected = "unexpected encoder.en_convs.0.ops.1.weight [12, 1, 3, 3]";
        assertTrue(asGtcrn.problems().contains(unexpected), asGtcrn::getMessage);
    }

    private Weights changed(Function<Map<String, Tensor>, Tensor> change) {
        Map<String, Tensor> tensors = new HashMap<>();
        weights.names().forEach(name -> tensors.put(name, weights.tensor(name)));
        change.apply(tensors);
        return Weights.of(tensors);
    }

    /** Neither the network nor the table of costs takes the weights. */
    private static void refuses(Weights weights, String... problems) {
        WeightsException refused =
                assertThrows(WeightsException.class, () -> new OfflineUlunas(weights));
        assertTrue(
                refused.problems().containsAll(List.of(problems)),
                () -> String.join("\n", refused.problems()));
        assertThrows(WeightsException.class, () -> LayerCosts.perFrame(weights));
    }
}
