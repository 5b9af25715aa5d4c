package quietline;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import quietline.dsp.ComplexMask;
import quietline.dsp.Spectrum;
import quietline.dsp.Stft;
import quietline.dsp.Windows;
import quietline.gtcrn.Gtcrn;
import quietline.gtcrn.GtcrnWeights;
import quietline.kernel.KernelChoice;
import quietline.weights.Weights;

/** Compares each frame of the network with the published export in ONNX Runtime. */
class OnnxRuntimeTest {

    private static final String EXPORT = "gtcrn_simple.onnx";

    @ParameterizedTest
    @ValueSource(strings = {"dns3-stream.tar", EXPORT})
    void equalsOnnxRuntimeInEveryFrame(String weights) throws Exception {
        float[] noisy = Published.recording();
        Gtcrn network =
                new Gtcrn(
                        GtcrnWeights.of(Weights.load(Published.file(weights))),
                        KernelChoice.fastest());
        Stft stft = new Stft(Windows.ROOT_HANN, KernelChoice.fastest());
        Spectrum in = new Spectrum();
        Spectrum mask = new Spectrum();
        Spectrum out = new Spectrum();
        float[] noisyBins = new float[2 * Spectrum.BINS];
        double error = 0;
        try (OnnxStream stream = new OnnxStream(Published.file(EXPORT))) {
            for (int at = 0; at + Stft.HOP_SAMPLES <= noisy.length; at += Stft.HOP_SAMPLES) {
                stft.forward(noisy, at, in);
                network.forward(in, mask);
                ComplexMask.apply(in, mask, 1, out);
                OnnxStream.interleave(in, noisyBins);
                float[] expected = stream.step(noisyBins);
                for (int k = 0; k < Spectrum.BINS; k++) {
                    error = Math.max(error, Math.abs(expected[2 * k] - out.re[k]));
                    error = Math.max(error, Math.abs(expected[2 * k + 1] - out.im[k]));
                }
            }
        }
        assertTrue(error < 1e-4, "error " + error);
    }
}
