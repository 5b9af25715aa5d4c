package quietline.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
    void convertsACheckpointToEqualSafetensors(@TempDir Path folder) {
        Weights checkpoint = published(STREAMING);
        checkpoint.write(folder.resolve("streaming.safetensors"));
        Weights again = Weights.load(folder.resolve("streaming.safetensors"));
        WeightsTest.assertSame(checkpoint, again);
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

    @Test
    void readsConvolutionsAsInTheCheckpointWithNormFolded() {
        Weights checkpoint = published(STREAMING);
        Weights export = published("gtcrn_simple.onnx");
        int convolutions = 0;
        for (String name : checkpoint.names()) {
            if (name.matches(".*conv[12]?\\.weight")) {
                String convolution = name.substring(0, name.lastIndexOf('.'));
                assertClose(
                        folded(checkpoint, convolution), folded(export, convolution), convolution);
                convolutions++;
            }
        }
        assertEquals(22, convolutions);
    }

    /** Returns kernel and bias with the normalisation after the convolution folded in. */
    private static double[] folded(Weights weights, String convolution) {
        String norm = convolution.replace("conv", "bn").replace("en_bns", "en_convs");
        norm = norm.replace("de_bns", "de_convs");
        float[] kernel = weights.tensor(convolution + ".weight").data();
        float[] bias = weights.tensor(convolution + ".bias").data();
        boolean transposed = convolution.startsWith("decoder");
        int inputs = weights.tensor(convolution + ".weight").dimension(0);
        int perInput = kernel.length / inputs;
        int groups = transposed ? groups(convolution) : 1;
        int outputsPerGroup = bias.length / groups;
        int taps = transposed ? perInput / outputsPerGroup : 1;
        double[] folded = new double[kernel.length + bias.length];
        double[] scale = new double[bias.length];
        for (int c = 0; c < bias.length; c++) {
            double variance = weights.tensor(norm + ".running_var").data()[c];
            double mean = weights.tensor(norm + ".running_mean").data()[c];
            scale[c] = weights.tensor(norm + ".weight").data()[c] / Math.sqrt(variance + 1e-5);
            folded[kernel.length + c] =
                    (bias[c] - mean) * scale[c] + weights.tensor(norm + ".bias").data()[c];
        }
        for (int i = 0; i < kernel.length; i++) {
            int input = i / perInput;
            int output =
                    transposed
                            ? input / (inputs / groups) * outputsPerGroup + i % perInput / taps
                            : input;
            folded[i] = kernel[i] * scale[output];
        }
        return folded;
    }

    private static int groups(String convolution) {
        return convolution.contains("depth") ? 16 : convolution.contains("de_convs.3") ? 2 : 1;
    }

    private static void assertClose(double[] expected, double[] found, String name) {
        double greatest = 0;
        double error = 0;
        for (int i = 0; i < expected.length; i++) {
            greatest = Math.max(greatest, Math.abs(expected[i]));
            error = Math.max(error, Math.abs(expected[i] - found[i]));
        }
        assertTrue(error <= 1e-6 * greatest, name + ": error " + error + " of " + greatest);
    }

    private static Weights published(String name) {
        return Weights.load(Published.file(name));
    }
}
