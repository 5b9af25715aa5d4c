package quietline;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import quietline.dsp.Spectrum;
import quietline.dsp.Stft;
import quietline.dsp.Windows;
import quietline.kernel.KernelChoice;
import quietline.reference.OfflineUlunas;
import quietline.weights.Tensor;
import quietline.weights.Weights;

/**
 * Compares the published checkpoint and the weights of its export in the offline network with the
 * export in ONNX Runtime. All get the same spectra, so any window will do.
 */
class OfflineUlunasOnnxTest {

    private static final String EXPORT = "ulunas_stream_simple.onnx";

    @ParameterizedTest
    @ValueSource(strings = {"ulunas.tar", EXPORT})
    void equalsOnnxRuntimeInEveryFrame(String file) throws Exception {
        float[] noisy = Published.recording();
        int frames = noisy.length / Stft.HOP_SAMPLES;
        Tensor spectrum = Tensor.zeros(Spectrum.BINS, frames, 2);
        Tensor expected = Tensor.zeros(Spectrum.BINS, frames, 2);
        Stft stft = new Stft(Windows.ROOT_HANN, KernelChoice.fastest());
        Spectrum in = new Spectrum();
        float[] noisyBins = new float[2 * Spectrum.BINS];
        try (OnnxStream stream = new OnnxStream(Published.file(EXPORT))) {
            for (int t = 0; t < frames; t++) {
                stft.forward(noisy, t * Stft.HOP_SAMPLES, in);
                OnnxStream.interleave(in, noisyBins);
                put(noisyBins, spectrum, t);
                put(stream.step(noisyBins), expected, t);
            }
        }
        Weights weights = Weights.load(Published.file(file));
        Tensor enhanced = new OfflineUlunas(weights).enhance(spectrum);
        double error = 0;
        for (int i = 0; i < enhanced.data().length; i++) {
            error = Math.max(error, Math.abs(expected.data()[i] - enhanced.data()[i]));
        }
        System.out.println("largest error against ONNX Runtime, " + file + ": " + error);
        assertTrue(error < 1e-4, "error " + error);
    }

    private static void put(float[] bins, Tensor spectrum, int frame) {
        int frames = spectrum.dimension(1);
        for (int k = 0; k < Spectrum.BINS; k++) {
            System.arraycopy(bins, 2 * k, spectrum.data(), 2 * (k * frames + frame), 2);
        }
    }
}
