package quietline.gtcrn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import quietline.dsp.ComplexMask;
import quietline.dsp.Spectrum;
import quietline.dsp.SpectrumColumns;
import quietline.kernel.KernelChoice;
import quietline.kernel.Kernels;
import quietline.weights.Golden;
import quietline.weights.Tensor;
import quietline.weights.Weights;
import quietline.weights.WeightsException;

/** Compares the streaming network, frame by frame, with the stages that PyTorch computed. */
class GtcrnTest {

    private static final double TOLERANCE = 1e-4;

    private final Golden golden = Golden.load("network-random");

    @ParameterizedTest
    @ValueSource(longs = {0, Long.MAX_VALUE})
    void computesEveryStageAsPyTorch(long samples) {
        Kernels kernels = KernelChoice.forSamples(samples);
        Gtcrn network = new Gtcrn(weights(), kernels);
        Map<String, float[]> stages = new LinkedHashMap<>();
        stages.put("erb", network.features);
        stages.put("encoder.en_convs.0", network.encoder.halved);
        stages.put("encoder.en_convs.1", network.encoder.quartered);
        stages.put("encoder.en_convs.2", network.encoder.deep[0]);
        stages.put("encoder.en_convs.3", network.encoder.deep[1]);
        stages.put("encoder.en_convs.4", network.encoder.deep[2]);
        stages.put("dpgrnn1", network.afterFirst);
        stages.put("dpgrnn2", network.afterSecond);
        stages.put("decoder.de_convs.0", network.decoder.deep[0]);
        stages.put("decoder.de_convs.1", network.decoder.deep[1]);
        stages.put("decoder.de_convs.2", network.decoder.deep[2]);
        stages.put("decoder.de_convs.3", network.decoder.doubled);
        stages.put("decoder.de_convs.4", network.decoder.mask);
        Map<String, Double> errors = new LinkedHashMap<>();
        Tensor spectrum = golden.tensor("spectrum");
        Tensor enhanced = golden.tensor("enhanced_spectrum");
        Spectrum noisy = new Spectrum();
        Spectrum mask = new Spectrum();
        Spectrum out = new Spectrum();
        for (int t = 0; t < spectrum.dimension(1); t++) {
            SpectrumColumns.read(spectrum, t, noisy);
            network.forward(noisy, mask);
            ComplexMask.apply(noisy, mask, 1, out);
            int frame = t;
            stages.forEach((name, actual) -> worst(errors, name, stageError(name, frame, actual)));
            Spectrum expected = new Spectrum();
            SpectrumColumns.read(enhanced, t, expected);
            worst(
                    errors,
                    "enhanced",
                    Math.max(
                            SpectrumColumns.gap(expected.re, out.re),
                            SpectrumColumns.gap(expected.im, out.im)));
        }
        System.out.println("largest error of each stage (" + kernels.name() + "): " + errors);
        errors.forEach((name, error) -> assertEquals(0, error, TOLERANCE, name));
        assertEquals(14, errors.size());
    }

    @Test
    void refusesTensorsThatTheNetworkDoesNotUse() {
        Weights weights = Golden.weights("random-weights.safetensors");
        Map<String, Tensor> tensors = new HashMap<>();
        weights.names().forEach(name -> tensors.put(name, weights.tensor(name)));
        tensors.put("other", Tensor.zeros(1));
        Weights more = Weights.of(tensors);
        WeightsException refused =
                assertThrows(WeightsException.class, () -> GtcrnWeights.of(more));
        assertEquals("weights in memory: unexpected other [1]", refused.getMessage());
    }

    /** Read by each test, so that a test is known to depend on how weights are read. */
    private static GtcrnWeights weights() {
        return GtcrnWeights.of(Golden.weights("random-weights.safetensors"));
    }

    @Test
    void behavesAsNewAfterReset() {
        Gtcrn used = new Gtcrn(weights(), KernelChoice.fastest());
        Spectrum noisy = new Spectrum();
        Spectrum mask = new Spectrum();
        Tensor spectrum = golden.tensor("spectrum");
        for (int t = 0; t < 17; t++) {
            SpectrumColumns.read(spectrum, t, noisy);
            used.forward(noisy, mask);
        }
        used.reset();
        Gtcrn fresh = new Gtcrn(weights(), KernelChoice.fastest());
        Spectrum expected = new Spectrum();
        for (int t = 0; t < 30; t++) {
            SpectrumColumns.read(spectrum, t, noisy);
            used.forward(noisy, mask);
            fresh.forward(noisy, expected);
            assertArrayEquals(expected.re, mask.re);
            assertArrayEquals(expected.im, mask.im);
        }
    }

    private double stageError(String name, int frame, float[] actual) {
        Tensor stage = golden.tensor("stage." + name);
        int channels = stage.dimension(0);
        int frames = stage.dimension(1);
        int bins = stage.dimension(2);
        int start = name.equals("erb") ? SubbandConv.FEATURES_START : Shapes.START;
        int first = channels == MaskConv.PARTS ? 0 : start;
        double error = 0;
        for (int c = 0; c < channels; c++) {
            for (int b = 0; b < bins; b++) {
                float expected = stage.data()[(c * frames + frame) * bins + b];
                error = Math.max(error, Math.abs(expected - actual[first + b * channels + c]));
            }
        }
        return error;
    }

    private static void worst(Map<String, Double> errors, String name, double error) {
        errors.merge(name, error, Math::max);
    }
}
