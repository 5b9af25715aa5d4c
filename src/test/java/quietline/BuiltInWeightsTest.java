package quietline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import quietline.weights.Golden;
import quietline.weights.Weights;

/**
 * The weights that come with the program against what their trainer's own networks make of a
 * sample.
 */
class BuiltInWeightsTest {

    @ParameterizedTest
    @ValueSource(strings = {"fast", "best"})
    void givePyTorchOutput(String quality) {
        Golden golden = Golden.load(quality + "-weights");
        Weights weights = quality.equals("best") ? Weights.best() : Weights.fast();
        float[] noisy = golden.tensor("samples").data();
        float[] expected = golden.tensor("enhanced_samples").data();
        float[] enhanced = new EnhancerStream(Enhancer.create(weights)).enhance(noisy);
        // PyTorch's inverse ends with the last whole hop; the tail after it has only half a window.
        int whole = noisy.length / Enhancer.HOP_SAMPLES * Enhancer.HOP_SAMPLES;
        double error = 0;
        double loudest = 0;
        for (int i = 0; i < whole; i++) {
            error = Math.max(error, Math.abs(expected[i] - enhanced[i]));
            loudest = Math.max(loudest, Math.abs(expected[i]));
        }
        System.out.printf(
                "largest error of the weights '%s': %.1e of %.2f%n", quality, error, loudest);
        assertTrue(loudest > 0.05, "there is something to hear");
        assertArrayEquals(Arrays.copyOf(expected, whole), Arrays.copyOf(enhanced, whole), 1e-4f);
    }

    @Test
    void areOfTwoNetworks() {
        assertEquals("GTCRN", Models.name(Weights.fast()));
        assertEquals("UL-UNAS", Models.name(Weights.best()));
        assertSame(Weights.best(), Enhancer.defaultWeights());
    }
}
