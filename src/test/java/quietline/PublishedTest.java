package quietline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import quietline.dsp.ComplexMask;
import quietline.dsp.Spectrum;
import quietline.dsp.Stft;
import quietline.kernel.KernelChoice;
import quietline.kernel.Kernels;
import quietline.nn.Model;
import quietline.nn.Network;
import quietline.reference.OfflineGtcrn;
import quietline.reference.OfflineUlunas;
import quietline.weights.Tensor;
import quietline.weights.Weights;

/** The published weights through the network here: against the offline one, and in every format. */
class PublishedTest {

    private static final int HOP = Stft.HOP_SAMPLES;

    @ParameterizedTest
    @ValueSource(strings = {"dns3.tar", "vctk.tar", "dns3-stream.tar", "ulunas.tar"})
    void streamingEqualsOfflineOnTheNoisyRecording(String checkpoint) throws Exception {
        Weights weights = Weights.load(Published.file(checkpoint));
        float[] noisy = Arrays.copyOf(Published.recording(), 150 * HOP);
        int frames = noisy.length / HOP;
        Kernels kernels = KernelChoice.fastest();
        Model model = Models.of(weights);
        Network network = model.network(kernels, null);
        Stft stft = new Stft(model.windows(), kernels);
        Spectrum[] streamed = new Spectrum[frames];
        Tensor spectrum = Tensor.zeros(Spectrum.BINS, frames, 2);
        Spectrum in = new Spectrum();
        Spectrum mask = new Spectrum();
        for (int t = 0; t < frames; t++) {
            stft.forward(noisy, t * HOP, in);
            for (int k = 0; k < Spectrum.BINS; k++) {
                spectrum.data()[(k * frames + t) * 2] = in.re[k];
                spectrum.data()[(k * frames + t) * 2 + 1] = in.im[k];
            }
            network.forward(in, mask);
            streamed[t] = new Spectrum();
            ComplexMask.apply(in, mask, 1, streamed[t]);
        }
        Tensor whole =
                checkpoint.equals("ulunas.tar")
                        ? new OfflineUlunas(weights).enhance(spectrum)
                        : new OfflineGtcrn(weights).enhance(spectrum);
        double error = 0;
        for (int t = 0; t < frames; t++) {
            for (int k = 0; k < Spectrum.BINS; k++) {
                int at = (k * frames + t) * 2;
                error = Math.max(error, Math.abs(whole.data()[at] - streamed[t].re[k]));
                error = Math.max(error, Math.abs(whole.data()[at + 1] - streamed[t].im[k]));
            }
        }
        System.out.println(
                "largest error against the offline network, " + checkpoint + ": " + error);
        assertTrue(error < 1e-4, "error " + error);
    }

    @Test
    void givesTheSameOutputFromEveryFormat(@TempDir Path folder) throws Exception {
        Weights checkpoint = Weights.load(Published.file("dns3-stream.tar"));
        Path converted = folder.resolve("converted.safetensors");
        Files.write(converted, checkpoint.bytes());
        float[] noisy = Published.recording();
        float[] expected = new EnhancerStream(Enhancer.create(checkpoint)).enhance(noisy);
        assertEquals(noisy.length, expected.length);
        assertArrayEquals(
                expected,
                new EnhancerStream(Enhancer.create(Weights.load(converted))).enhance(noisy));
        Weights export = Weights.load(Published.file("gtcrn_simple.onnx"));
        assertArrayEquals(
                expected, new EnhancerStream(Enhancer.create(export)).enhance(noisy), 1e-5f);
    }
}
