package quietline;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import quietline.dsp.Spectrum;
import quietline.dsp.Stft;
import quietline.gtcrn.ComplexMask;
import quietline.gtcrn.Gtcrn;
import quietline.gtcrn.GtcrnWeights;
import quietline.kernel.KernelChoice;
import quietline.weights.Weights;

/** The published export, run by ONNX Runtime frame by frame, against the network here. */
class OnnxRuntimeTest {

    private static final String EXPORT = "gtcrn_simple.onnx";
    private static final Map<String, long[]> CACHES =
            Map.of(
                    "conv_cache", new long[] {2, 1, 16, 16, 33},
                    "tra_cache", new long[] {2, 3, 1, 1, 16},
                    "inter_cache", new long[] {2, 1, 33, 16});

    @ParameterizedTest
    @ValueSource(strings = {"dns3-stream.tar", EXPORT})
    void everyFrameEqualsOnnxRuntime(String weights) throws Exception {
        float[] noisy = Published.recording();
        Gtcrn network =
                new Gtcrn(
                        GtcrnWeights.of(Weights.load(Published.file(weights))),
                        KernelChoice.fastest());
        Stft stft = new Stft(KernelChoice.fastest());
        Spectrum in = new Spectrum();
        Spectrum mask = new Spectrum();
        Spectrum out = new Spectrum();
        float[] expected = new float[2 * Spectrum.BINS];
        double error = 0;
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(Published.file(EXPORT).toString());
                Stream stream = new Stream(environment, session)) {
            for (int at = 0; at + Stft.HOP_SAMPLES <= noisy.length; at += Stft.HOP_SAMPLES) {
                stft.forward(noisy, at, in);
                network.forward(in, mask);
                ComplexMask.apply(in, mask, 1, out);
                stream.step(in, expected);
                for (int k = 0; k < Spectrum.BINS; k++) {
                    error = Math.max(error, Math.abs(expected[2 * k] - out.re[k]));
                    error = Math.max(error, Math.abs(expected[2 * k + 1] - out.im[k]));
                }
            }
        }
        System.out.println("largest error against ONNX Runtime, " + weights + ": " + error);
        assertTrue(error < 1e-4, "error " + error);
    }

    /** One stream in ONNX Runtime: the caches that come out go in again. */
    private static final class Stream implements AutoCloseable {

        private final OrtEnvironment environment;
        private final OrtSession session;
        private final Map<String, OnnxTensor> inputs = new HashMap<>();

        Stream(OrtEnvironment environment, OrtSession session) throws OrtException {
            this.environment = environment;
            this.session = session;
            for (Map.Entry<String, long[]> cache : CACHES.entrySet()) {
                long count = 1;
                for (long size : cache.getValue()) {
                    count *= size;
                }
                put(cache.getKey(), new float[(int) count], cache.getValue());
            }
        }

        private void put(String name, float[] values, long... shape) throws OrtException {
            OnnxTensor tensor =
                    OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape);
            OnnxTensor old = inputs.put(name, tensor);
            if (old != null) {
                old.close();
            }
        }

        void step(Spectrum in, float[] enhanced) throws OrtException {
            float[] mix = new float[2 * Spectrum.BINS];
            for (int k = 0; k < Spectrum.BINS; k++) {
                mix[2 * k] = in.re[k];
                mix[2 * k + 1] = in.im[k];
            }
            put("mix", mix, 1, Spectrum.BINS, 1, 2);
            try (OrtSession.Result result = session.run(inputs)) {
                read(result, "enh", enhanced);
                for (Map.Entry<String, long[]> cache : CACHES.entrySet()) {
                    String name = cache.getKey();
                    float[] values = new float[inputs.get(name).getFloatBuffer().remaining()];
                    read(result, name + "_out", values);
                    put(name, values, cache.getValue());
                }
            }
        }

        private static void read(OrtSession.Result result, String name, float[] out) {
            OnnxTensor tensor = (OnnxTensor) result.get(name).orElseThrow();
            tensor.getFloatBuffer().get(out);
        }

        @Override
        public void close() {
            inputs.values().forEach(OnnxTensor::close);
        }
    }
}
