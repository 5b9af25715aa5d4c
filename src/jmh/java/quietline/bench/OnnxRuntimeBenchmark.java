package quietline.bench;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import quietline.OnnxStream;
import quietline.dsp.Spectrum;
import quietline.dsp.Stft;
import quietline.dsp.Windows;
import quietline.kernel.KernelChoice;

/**
 * Times the published exports in ONNX Runtime, one hop from spectrum to spectrum, without the
 * transforms. Needs {@code -Dquietline.published=FOLDER}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 1, time = 2)
@Measurement(iterations = 4, time = 1)
@Fork(value = 3, jvmArgsAppend = "-Dquietline.kernels=scalar")
public class OnnxRuntimeBenchmark {

    @Param({"gtcrn_simple.onnx", "ulunas_stream_simple.onnx"})
    public String export;

    private float[][] spectra;
    private OnnxStream stream;
    private int next;

    @Setup
    public void open() throws Exception {
        float[] samples = BenchmarkSounds.named("speech");
        spectra = new float[samples.length / Stft.HOP_SAMPLES][2 * Spectrum.BINS];
        Stft stft = new Stft(Windows.ROOT_HANN, KernelChoice.fastest());
        Spectrum spectrum = new Spectrum();
        for (int t = 0; t < spectra.length; t++) {
            stft.forward(samples, t * Stft.HOP_SAMPLES, spectrum);
            OnnxStream.interleave(spectrum, spectra[t]);
        }
        stream = new OnnxStream(Path.of(System.getProperty("quietline.published"), export));
    }

    @Benchmark
    public float[] frame() throws Exception {
        next = next == spectra.length ? 0 : next;
        return stream.step(spectra[next++]);
    }

    @TearDown
    public void close() throws Exception {
        stream.close();
    }
}
