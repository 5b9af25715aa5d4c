package quietline.streaming.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quietline.dsp.Spectrum;
import quietline.dsp.Stft;
import quietline.gtcrn.Gtcrn;
import quietline.gtcrn.GtcrnWeights;
import quietline.kernel.Kernels;
import quietline.weights.Weights;

class OnnxBaselineTest {

    @TempDir private Path folder;

    /** It must be the same network that takes turns with us, or the ratio says nothing. */
    @Test
    void itComputesWhatWeCompute() throws IOException {
        Path model = Path.of(System.getProperty("quietline.published", ""), "gtcrn_simple.onnx");
        assumeTrue(Files.exists(model), "the published model is not here");
        HopSound sound = HopSound.noise();
        Weights weights = Weights.load(model);
        Kernels kernels = Kernels.instance();
        Gtcrn network = new Gtcrn(GtcrnWeights.of(weights), kernels);
        Stft stft = new Stft(kernels);
        Spectrum noisy = new Spectrum();
        Spectrum mask = new Spectrum();
        float largest = 0;
        try (OnnxBaseline onnx = OnnxBaseline.of(model, null, sound)) {
            for (int i = 0; i < 100; i++) {
                stft.forward(sound.samples(), i * Stft.HOP_SAMPLES, noisy);
                network.forward(noisy, mask);
                if (i > 0) {
                    onnx.hop();
                }
                for (int k = 0; k < Spectrum.BINS; k++) {
                    float re = noisy.re[k] * mask.re[k] - noisy.im[k] * mask.im[k];
                    float im = noisy.im[k] * mask.re[k] + noisy.re[k] * mask.im[k];
                    largest = Math.max(largest, Math.abs(re - onnx.enhanced()[2 * k]));
                    largest = Math.max(largest, Math.abs(im - onnx.enhanced()[2 * k + 1]));
                }
            }
        }
        assertEquals(0, largest, 1e-4);
    }

    @Test
    void whatIsNotThereIsNamed() throws IOException {
        Path none = folder.resolve("none.onnx");
        assertRefused(none, null, none + ": no such file");
        Path model = Files.createFile(folder.resolve("model.onnx"));
        Path noJar = folder.resolve("none.jar");
        assertRefused(model, noJar, noJar + ": no such file");
        Path wrong = Files.createFile(folder.resolve("wrong.jar"));
        assertRefused(model, wrong, wrong + ": is not the jar of ONNX Runtime for Java");
    }

    private static void assertRefused(Path model, Path jar, String line) {
        Exception refusal =
                assertThrows(
                        IOException.class, () -> OnnxBaseline.of(model, jar, HopSound.noise()));
        assertEquals(line, refusal.getMessage());
    }
}
