package quietline.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import quietline.Published;

/** Reads the published files; skipped where {@link Published} does not find them. */
class PublishedWeightsTest {
    private static final String STREAMING = "dns3-stream.tar";

    @ParameterizedTest
    @ValueSource(strings = {"dns3.tar", "vctk.tar", STREAMING, "gtcrn_simple.onnx"})
    void readsTheNamesAndShapesOfGtcrn(String name) {
        Weights expected = Golden.weights("random-checkpoint.tar");
        Weights published = published(name);
        assertEquals(expected.names(), published.names());
        for (String tensor : expected.names()) {
            assertArrayEquals(
                    expected.tensor(tensor).shape(), published.tensor(tensor).shape(), tensor);
        }
    }

    @Test
    void readsRecurrentAndLinearLayersAsInTheCheckpoint() {
        Weights checkpoint = published(STREAMING);
        Weights export = published("gtcrn_simple.onnx");
        int compared = 0;
        for (String name : checkpoint.names()) {
            if (name.matches(".*(gru|rnn|_fc|_ln|act)\\..*") || name.contains("_act.")) {
                float[] expected = checkpoint.tensor(name).data();
                assertArrayEquals(expected, export.tensor(name).data(), name);
                compared++;
            }
        }
        assertEquals(117, compared);
    }

    private static Weights published(String name) {
        return Weights.load(Published.file(name));
    }
}
