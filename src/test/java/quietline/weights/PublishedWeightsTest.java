package quietline.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import quietline.Published;

/** Reads the published files; skipped where {@link Published} does not find them. */
class PublishedWeightsTest {

    @ParameterizedTest
    @CsvSource({
        "dns3.tar, random-checkpoint.tar",
        "vctk.tar, random-checkpoint.tar",
        "dns3-stream.tar, random-checkpoint.tar",
        "gtcrn_simple.onnx, random-checkpoint.tar",
        "ulunas.tar, ulunas-random-weights.safetensors",
        "ulunas_stream_simple.onnx, ulunas-random-weights.safetensors"
    })
    void readsTheNamesAndShapesOfTheNetwork(String name, String golden) {
        Weights expected = Golden.weights(golden);
        Weights published = published(name);
        assertEquals(expected.names(), published.names());
        for (String tensor : expected.names()) {
            assertArrayEquals(
                    expected.tensor(tensor).shape(), published.tensor(tensor).shape(), tensor);
        }
    }

    /**
     * Compares the export with the checkpoint that it was made from. Convolutions are compared
     * after their norms are folded in, since the export has folded many; all else is equal.
     */
    @ParameterizedTest
    @CsvSource({
        "dns3-stream.tar, gtcrn_simple.onnx, 11",
        "ulunas.tar, ulunas_stream_simple.onnx, 17"
    })
    void readsTheNumbersOfTheCheckpointFromTheExport(
            String checkpointFile, String exportFile, int foldedNorms) {
        Weights checkpoint = published(checkpointFile);
        Weights export = published(exportFile);
        Set<String> left = new TreeSet<>(checkpoint.names());
        double largest = 0;
        int norms = 0;
        for (String variance : checkpoint.names()) {
            String norm = variance.replaceAll("\\.running_var$", "");
            boolean folded = !norm.equals(variance) && isIdentity(norm, export);
            if (folded) {
                String conv = convolutionBefore(norm);
                double[] expected = folded(checkpoint, conv, norm);
                double[] found = folded(export, conv, norm);
                largest = Math.max(largest, relativeDifference(expected, found));
                left.removeIf(name -> name.startsWith(conv + ".") || name.startsWith(norm + "."));
                norms++;
            }
        }
        assertEquals(foldedNorms, norms);
        left.removeIf(name -> name.endsWith("num_batches_tracked"));
        for (String name : left) {
            assertArrayEquals(checkpoint.tensor(name).data(), export.tensor(name).data(), name);
        }
        System.out.printf(
                "%s: %d tensors equal the checkpoint's; %d folded convolutions differ by %.1e%n",
                exportFile, left.size(), norms, largest);
        assertTrue(largest < 1e-6, "relative difference " + largest);
    }

    private static boolean isIdentity(String norm, Weights export) {
        for (float number : export.tensor(norm + ".running_var").data()) {
            if (number != 1 - 1e-5f) {
                return false;
            }
        }
        return true;
    }

    /** GTCRN calls them bn and conv, UL-UNAS numbers them. */
    private static String convolutionBefore(String norm) {
        int last = norm.length() - 1;
        return Character.isDigit(norm.charAt(last)) && norm.charAt(last - 1) == '.'
                ? norm.substring(0, last) + (norm.charAt(last) - '1')
                : norm.replaceAll("bn(\\d?)$", "conv$1");
    }

    /** Returns for each output channel its weights and its bias after the norm. */
    private static double[] folded(Weights weights, String conv, String norm) {
        float[] weight = weights.tensor(conv + ".weight").data();
        float[] bias = weights.tensor(conv + ".bias").data();
        int inputs = weight.length / bias.length;
        double[] folded = new double[weight.length + bias.length];
        for (int c = 0; c < bias.length; c++) {
            double variance = weights.tensor(norm + ".running_var").data()[c];
            double scale = weights.tensor(norm + ".weight").data()[c] / Math.sqrt(variance + 1e-5);
            double mean = weights.tensor(norm + ".running_mean").data()[c];
            for (int i = 0; i < inputs; i++) {
                folded[c * inputs + i] = weight[c * inputs + i] * scale;
            }
            double shift = weights.tensor(norm + ".bias").data()[c];
            folded[weight.length + c] = (bias[c] - mean) * scale + shift;
        }
        return folded;
    }

    /** Returns the largest difference, relative to the largest number. */
    private static double relativeDifference(double[] expected, double[] found) {
        double difference = 0;
        double largest = 0;
        for (int i = 0; i < expected.length; i++) {
            difference = Math.max(difference, Math.abs(expected[i] - found[i]));
            largest = Math.max(largest, Math.abs(expected[i]));
        }
        return difference / largest;
    }

    private static Weights published(String name) {
        return Weights.load(Published.file(name));
    }
}
