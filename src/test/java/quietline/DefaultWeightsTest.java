package quietline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import quietline.weights.Golden;

/**
 * The weights that come with the program against what their trainer's own network makes of a
 * sample.
 */
class DefaultWeightsTest {

    @Test
    void giveThePyTorchOutput() {
        Golden golden = Golden.load("default-weights");
        float[] noisy = golden.tensor("samples").data();
        float[] expected = golden.tensor("enhanced_samples").data();
        float[] enhanced = new EnhancerStream(Enhancer.create()).enhance(noisy);
        // PyTorch's inverse ends with the last whole hop; the tail after it has only half a window.
        int whole = noisy.length / Enhancer.HOP_SAMPLES * Enhancer.HOP_SAMPLES;
        double error = 0;
        double loudest = 0;
        for (int i = 0; i < whole; i++) {
            error = Math.max(error, Math.abs(expected[i] - enhanced[i]));
            loudest = Math.max(loudest, Math.abs(expected[i]));
        }
        System.out.println("largest error of the default weights: " + error + " of " + loudest);
        assertTrue(loudest > 0.05, "there is something to hear");
        assertArrayEquals(Arrays.copyOf(expected, whole), Arrays.copyOf(enhanced, whole), 1e-4f);
    }
}
