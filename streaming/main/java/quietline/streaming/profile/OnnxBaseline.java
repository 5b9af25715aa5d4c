package quietline.streaming.profile;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import quietline.dsp.Spectrum;
import quietline.dsp.Stft;
import quietline.kernel.Kernels;
import quietline.streaming.io.AudioException;

/**
 * ONNX Runtime on the published streaming export, one thread, from spectrum to spectrum: transforms
 * are done beforehand, so that it has less to do than we. All tensors are made once on memory
 * outside the heap, and caches that come out lie where the next hop reads them. Its jar is never
 * ours: it is loaded beside the program and called by name, which costs less than 0.1 % of a hop.
 */
public final class OnnxBaseline implements Baseline {

    private static final int FLOATS = 2 * Spectrum.BINS;
    private static final long[] SPECTRUM = {1, Spectrum.BINS, 1, 2};
    private static final Map<String, long[]> CACHES =
            Map.of(
                    "conv_cache", new long[] {2, 1, 16, 16, 33},
                    "tra_cache", new long[] {2, 3, 1, 1, 16},
                    "inter_cache", new long[] {2, 1, 33, 16});

    private final URLClassLoader loader;
    private final Path jar;
    private final Path model;
    private final Object environment;
    private final Object session;
    private final Method run;
    private final Method close;
    private final FloatBuffer noisy = floats(FLOATS);
    private final FloatBuffer clean = floats(FLOATS);
    private final float[] enhanced = new float[FLOATS];
    private final float[][] spectra;
    private int next;
    private Map<String, Object> inputs = new HashMap<>();
    private Map<String, Object> outputs = new HashMap<>();
    private Map<String, Object> nextInputs = new HashMap<>();
    private Map<String, Object> nextOutputs = new HashMap<>();

    private OnnxBaseline(URLClassLoader loader, Path jar, Path model, HopSound sound)
            throws ReflectiveOperationException {
        this.loader = loader;
        this.jar = jar;
        this.model = model;
        spectra = spectra(sound);
        environment = type("OrtEnvironment").getMethod("getEnvironment").invoke(null);
        Class<?> options = type("OrtSession$SessionOptions");
        Object single = options.getConstructor().newInstance();
        options.getMethod("setIntraOpNumThreads", int.class).invoke(single, 1);
        options.getMethod("setInterOpNumThreads", int.class).invoke(single, 1);
        session =
                environment
                        .getClass()
                        .getMethod("createSession", String.class, options)
                        .invoke(environment, model.toString(), single);
        run = session.getClass().getMethod("run", Map.class, Map.class);
        close = run.getReturnType().getMethod("close");
        Object mix = tensor(noisy, SPECTRUM);
        Object enh = tensor(clean, SPECTRUM);
        inputs.put("mix", mix);
        nextInputs.put("mix", mix);
        outputs.put("enh", enh);
        nextOutputs.put("enh", enh);
        for (Map.Entry<String, long[]> cache : CACHES.entrySet()) {
            Object one = tensor(cache.getValue());
            Object other = tensor(cache.getValue());
            inputs.put(cache.getKey(), one);
            outputs.put(cache.getKey() + "_out", other);
            nextInputs.put(cache.getKey(), other);
            nextOutputs.put(cache.getKey() + "_out", one);
        }
    }

    /**
     * @param jar of ONNX Runtime for Java; null to look for it on the class path and in the local
     *     Maven repository
     */
    public static OnnxBaseline of(Path model, Path jar, HopSound sound) throws IOException {
        checkFile(model);
        Path found = jar == null ? OnnxRuntimeJar.find() : jar;
        checkFile(found);
        try {
            URL[] urls = {found.toUri().toURL()};
            URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
            OnnxBaseline baseline = new OnnxBaseline(loader, found, model, sound);
            baseline.hop();
            return baseline;
        } catch (MalformedURLException e) {
            throw AudioException.of(found, e);
        } catch (ClassNotFoundException e) {
            throw new AudioException(found, "is not the jar of ONNX Runtime for Java");
        } catch (InvocationTargetException | IllegalStateException e) {
            throw new AudioException(
                    model, "ONNX Runtime cannot use it: " + e.getCause().getMessage());
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new AudioException(found, "does not work here: " + e);
        }
    }

    private static void checkFile(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            String trouble = Files.exists(file) ? "is no ordinary file" : "no such file";
            throw new AudioException(file, trouble);
        }
    }

    private static float[][] spectra(HopSound sound) {
        Stft stft = new Stft(Kernels.instance());
        float[][] spectra = new float[sound.hops()][FLOATS];
        Spectrum spectrum = new Spectrum();
        for (int i = 0; i < spectra.length; i++) {
            stft.forward(sound.samples(), i * Stft.HOP_SAMPLES, spectrum);
            for (int k = 0; k < Spectrum.BINS; k++) {
                spectra[i][2 * k] = spectrum.re[k];
                spectra[i][2 * k + 1] = spectrum.im[k];
            }
        }
        return spectra;
    }

    private Class<?> type(String name) throws ClassNotFoundException {
        return loader.loadClass("ai.onnxruntime." + name);
    }

    private Object tensor(long... shape) throws ReflectiveOperationException {
        int count = 1;
        for (long size : shape) {
            count *= (int) size;
        }
        return tensor(floats(count), shape);
    }

    private Object tensor(FloatBuffer floats, long[] shape) throws ReflectiveOperationException {
        return type("OnnxTensor")
                .getMethod("createTensor", type("OrtEnvironment"), FloatBuffer.class, long[].class)
                .invoke(null, environment, floats, shape);
    }

    private static FloatBuffer floats(int count) {
        return ByteBuffer.allocateDirect(count * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    @Override
    public void hop() {
        noisy.put(0, spectra[next]);
        next = next + 1 == spectra.length ? 0 : next + 1;
        try {
            close.invoke(run.invoke(session, inputs, outputs));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("ONNX Runtime fails", e.getCause());
        }
        clean.get(0, enhanced);
        Map<String, Object> used = inputs;
        inputs = nextInputs;
        nextInputs = used;
        used = outputs;
        outputs = nextOutputs;
        nextOutputs = used;
    }

    /** The spectrum that came out last, (257, 2). */
    float[] enhanced() {
        return enhanced;
    }

    @Override
    public String name() {
        return "ONNX Runtime";
    }

    @Override
    public String description() {
        return "%s on %s, one thread, spectrum to spectrum"
                .formatted(jar.getFileName(), model.getFileName());
    }

    @Override
    public void close() {
        try {
            session.getClass().getMethod("close").invoke(session);
            loader.close();
        } catch (ReflectiveOperationException | IOException e) {
            // Nothing was written; what is left goes with the process.
            next = 0;
        }
    }
}
