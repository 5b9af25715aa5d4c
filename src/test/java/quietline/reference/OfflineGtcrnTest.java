package quietline.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import quietline.weights.Golden;
import quietline.weights.Tensor;
import quietline.weights.Weights;

/** Compares each stage of the network over 40 frames with PyTorch in double precision. */
class OfflineGtcrnTest {

    private static final double TOLERANCE = 2e-5;
    private static final int STAGES = 14;

    private final Golden golden = Golden.load("network-random");
    private final OfflineGtcrn network =
            new OfflineGtcrn(Golden.weights("random-weights.safetensors"));

    @Test
    void equalsPyTorchAfterEveryStage() {
        Map<String, Double> errors = new LinkedHashMap<>();
        Tensor enhanced =
                network.enhance(
                        golden.tensor("spectrum"),
                        (name, output) -> {
                            Tensor expected = golden.tensor("stage." + name);
                            errors.put(name, Closeness.largestError(expected, output));
                        });
        Tensor expected = golden.tensor("enhanced_spectrum");
        errors.put("enhanced_spectrum", Closeness.largestError(expected, enhanced));

        assertEquals(STAGES + 1, errors.size());
        errors.forEach((name, error) -> assertTrue(error <= TOLERANCE, name + ": " + error));
    }

    @Test
    void isCausal() {
        Tensor spectrum = golden.tensor("spectrum");
        Tensor cut = Axes.slice(spectrum, 1, 0, 17);
        Tensor whole = Axes.slice(network.enhance(spectrum), 1, 0, 17);
        assertArrayEquals(whole.data(), network.enhance(cut).data());
    }

    @Test
    void costsWhatThePaperSays() {
        Cost cost = network.costPerFrame();
        assertEquals(48_245, cost.parameters());
        assertEquals(420_944, cost.multiplyAdds());
        assertEquals(30_720, cost.zeroProducts());
        assertEquals(76_390, cost.elementwise());
        double framesPerSecond = 16_000 / 256.0;
        assertEquals(33.0, cost.operations() * framesPerSecond / 1e6, 0.05);
    }

    @Test
    void countsTheParametersOfEveryLayer() {
        Weights weights = Golden.weights("random-weights.safetensors");
        Map<String, Cost> costs = network.costsPerFrame();
        costs.forEach(
                (layer, cost) -> {
                    long learned =
                            weights.names().stream()
                                    .filter(name -> name.startsWith(layer + "."))
                                    .filter(name -> !name.matches(".*(running|tracked)[^.]*"))
                                    .mapToLong(name -> weights.tensor(name).data().length)
                                    .sum();
                    assertEquals(learned, cost.parameters(), layer);
                });
        assertEquals((3 + 2) * 64 * 192, costs.get("erb").multiplyAdds());
        assertEquals(16 * 9 * 5 * 65, costs.get("encoder.en_convs.0").multiplyAdds());
        assertEquals(16 * 8 * 5 * 33, costs.get("encoder.en_convs.1").multiplyAdds());
        assertEquals(costs.get("dpgrnn1"), costs.get("dpgrnn2"));
    }

    @Test
    void refusesAnotherNumberOfBins() {
        Exception refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> network.enhance(Tensor.zeros(256, 4, 2)));
        assertTrue(refused.getMessage().contains("257"), refused::getMessage);
        assertTrue(refused.getMessage().contains("256"), refused::getMessage);
    }
}
