package quietline;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import quietline.dsp.Spectrum;

/**
 * Runs a published streaming export in ONNX Runtime, on one thread. Tensors are direct buffers that
 * are allocated once; two sets of caches alternate as input and output.
 */
public final class OnnxStream implements AutoCloseable {

    private static final int FLOATS = 2 * Spectrum.BINS;
    private static final long[] SPECTRUM = {1, Spectrum.BINS, 1, 2};

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final FloatBuffer noisy = floats(FLOATS);
    private final FloatBuffer clean = floats(FLOATS);
    private final float[] enhanced = new float[FLOATS];
    private Map<String, OnnxTensor> inputs = new HashMap<>();
    private Map<String, OnnxTensor> outputs = new HashMap<>();
    private Map<String, OnnxTensor> nextInputs = new HashMap<>();
    private Map<String, OnnxTensor> nextOutputs = new HashMap<>();

    public OnnxStream(Path export) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            session = environment.createSession(export.toString(), options);
        }
        OnnxTensor mix = OnnxTensor.createTensor(environment, noisy, SPECTRUM);
        OnnxTensor enh = OnnxTensor.createTensor(environment, clean, SPECTRUM);
        inputs.put("mix", mix);
        nextInputs.put("mix", mix);
        outputs.put("enh", enh);
        nextOutputs.put("enh", enh);
        for (NodeInfo input : session.getInputInfo().values()) {
            if (!input.getName().equals("mix")) {
                addCache(input.getName(), ((TensorInfo) input.getInfo()).getShape());
            }
        }
    }

    private void addCache(String name, long[] shape) throws OrtException {
        OnnxTensor one = tensor(shape);
        OnnxTensor other = tensor(shape);
        inputs.put(name, one);
        outputs.put(name + "_out", other);
        nextInputs.put(name, other);
        nextOutputs.put(name + "_out", one);
    }

    private OnnxTensor tensor(long[] shape) throws OrtException {
        int count = 1;
        for (long size : shape) {
            count *= (int) size;
        }
        return OnnxTensor.createTensor(environment, floats(count), shape);
    }

    private static FloatBuffer floats(int count) {
        return ByteBuffer.allocateDirect(count * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /** Copies a spectrum to the layout of {@link #step}: (257, 2). */
    public static void interleave(Spectrum spectrum, float[] interleaved) {
        for (int k = 0; k < Spectrum.BINS; k++) {
            interleaved[2 * k] = spectrum.re[k];
            interleaved[2 * k + 1] = spectrum.im[k];
        }
    }

    /** Enhances one spectrum (257, 2); the result is valid until the next call. */
    public float[] step(float[] mix) throws OrtException {
        noisy.put(0, mix);
        session.run(inputs, outputs).close();
        clean.get(0, enhanced);
        Map<String, OnnxTensor> used = inputs;
        inputs = nextInputs;
        nextInputs = used;
        used = outputs;
        outputs = nextOutputs;
        nextOutputs = used;
        return enhanced;
    }

    @Override
    public void close() throws OrtException {
        inputs.values().forEach(OnnxTensor::close);
        outputs.values().forEach(OnnxTensor::close);
        session.close();
    }
}
