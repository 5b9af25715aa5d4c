package quietline.ulunas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import quietline.Enhancer;
import quietline.EnhancerStream;
import quietline.dsp.ComplexMask;
import quietline.dsp.Spectrum;
import quietline.dsp.SpectrumColumns;
import quietline.kernel.KernelChoice;
import quietline.kernel.Kernels;
import quietline.kernel.Row;
import quietline.weights.Golden;
import quietline.weights.Tensor;
import quietline.weights.Weights;
import quietline.weights.WeightsException;

/** Compares the streaming network, frame by frame, with the stages that PyTorch computed. */
class UlunasTest {

    private static final double TOLERANCE = 1e-4;

    private final Golden golden = Golden.load("ulunas-network-random");

    @ParameterizedTest
    @ValueSource(longs = {0, Long.MAX_VALUE})
    void computesEveryStageAsPyTorch(long samples) {
        Kernels kernels = KernelChoice.forSamples(samples);
        Ulunas network = new Ulunas(weights(), kernels);
        Map<String, double[]> errors = new LinkedHashMap<>();
        Tensor spectrum = golden.tensor("spectrum");
        Tensor enhanced = golden.tensor("enhanced_spectrum");
        Spectrum noisy = new Spectrum();
        Spectrum mask = new Spectrum();
        Spectrum out = new Spectrum();
        Spectrum expected = new Spectrum();
        for (int t = 0; t < spectrum.dimension(1); t++) {
            SpectrumColumns.read(spectrum, t, noisy);
            Arrays.fill(mask.im, 1);
            network.forward(noisy, mask);
            ComplexMask.apply(noisy, mask, 1, out);
            compare(errors, "erb", t, network.first.features, FirstConv.PRESENT, FirstConv.APART);
            for (int i = 0; i < network.decoder.length; i++) {
                float[] decoded = network.decoder[i].out;
                int pitch = decoded.length / bins("decoder.de_convs." + i);
                compare(errors, "decoder.de_convs." + i, t, decoded, 0, pitch);
            }
            compare(errors, "dpgrnn.0", t, network.afterFirst, 0, Row.FLOATS);
            compare(errors, "dpgrnn.1", t, network.afterSecond, 0, Row.FLOATS);
            compare(errors, "mask", t, mask.re, 0, 1);
            SpectrumColumns.read(enhanced, t, expected);
            double gap =
                    Math.max(
                            SpectrumColumns.gap(expected.re, out.re),
                            SpectrumColumns.gap(expected.im, out.im));
            worst(errors, "enhanced", gap, 1);
        }
        StringBuilder said = new StringBuilder();
        errors.forEach((name, error) -> said.append(" %s %.1e".formatted(name, error[0])));
        System.out.println("largest error of each stage (" + kernels.name() + "):" + said);
        errors.forEach((name, error) -> assertEquals(0, error[0], TOLERANCE, name));
        assertEquals(9, errors.size());
    }

    /**
     * The recording has a click in digital silence and a band-limited part: in single precision,
     * the analysis would give a result that differs by 1e-3.
     */
    @ParameterizedTest
    @ValueSource(longs = {0, Long.MAX_VALUE})
    void enhancesSamplesAsPyTorchInDoublePrecision(long length) {
        Golden recording = Golden.load("ulunas-samples");
        Enhancer enhancer =
                Enhancer.create(Golden.weights("ulunas-random-weights.safetensors"), length);
        float[] samples = recording.tensor("samples").data();
        assertArrayEquals(
                recording.tensor("enhanced_samples").data(),
                new EnhancerStream(enhancer).enhance(samples),
                2e-5f);
    }

    @Test
    void refusesTensorsThatTheNetworkDoesNotUse() {
        Weights weights = Golden.weights("ulunas-random-weights.safetensors");
        Map<String, Tensor> tensors = new HashMap<>();
        weights.names().forEach(name -> tensors.put(name, weights.tensor(name)));
        tensors.put("other", Tensor.zeros(1));
        Weights more = Weights.of(tensors);
        WeightsException refused =
                assertThrows(WeightsException.class, () -> UlunasWeights.of(more));
        assertEquals("weights in memory: unexpected other [1]", refused.getMessage());
    }

    /** Read by each test, so that a test is known to depend on how weights are read. */
    private static UlunasWeights weights() {
        return UlunasWeights.of(Golden.weights("ulunas-random-weights.safetensors"));
    }

    @Test
    void behavesAsNewAfterReset() {
        Ulunas used = new Ulunas(weights(), KernelChoice.fastest());
        Spectrum noisy = new Spectrum();
        Spectrum mask = new Spectrum();
        Tensor spectrum = golden.tensor("spectrum");
        for (int t = 0; t < 17; t++) {
            SpectrumColumns.read(spectrum, t, noisy);
            used.forward(noisy, mask);
        }
        used.reset();
        Ulunas fresh = new Ulunas(weights(), KernelChoice.fastest());
        Spectrum expected = new Spectrum();
        for (int t = 0; t < 30; t++) {
            SpectrumColumns.read(spectrum, t, noisy);
            used.forward(noisy, mask);
            fresh.forward(noisy, expected);
            assertArrayEquals(expected.re, mask.re);
        }
    }

    private int bins(String stage) {
        return golden.tensor("stage." + stage).dimension(2);
    }

    /** Errors count relative to the stage's largest value, if that is above 1. */
    private void compare(
            Map<String, double[]> errors,
            String name,
            int frame,
            float[] actual,
            int first,
            int apart) {
        Tensor stage = golden.tensor("stage." + name);
        int frames = stage.dimension(1);
        int bins = stage.dimension(2);
        double error = 0;
        double largest = 1;
        for (int c = 0; c < stage.dimension(0); c++) {
            for (int b = 0; b < bins; b++) {
                float expected = stage.data()[(c * frames + frame) * bins + b];
                error = Math.max(error, Math.abs(expected - actual[first + b * apart + c]));
                largest = Math.max(largest, Math.abs(expected));
            }
        }
        worst(errors, name, error, largest);
    }

    private static void worst(
            Map<String, double[]> errors, String name, double error, double largest) {
        double[] entry = errors.computeIfAbsent(name, any -> new double[1]);
        entry[0] = Math.max(entry[0], error / largest);
    }
}
