package quietline.bench;

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
import org.openjdk.jmh.annotations.Warmup;
import quietline.Enhancer;
import quietline.FullBandStream;
import quietline.dsp.Resampler;

/**
 * Times one second of one channel at another sample rate, in blocks of 10 ms: 1000 ms divided by
 * the median (p0.50) is the speed in × real time.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 4, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class RateBenchmark {

    @Param({"vector", "scalar"})
    public String kernels;

    @Param({"44100", "48000", "96000"})
    public int rate;

    private final float[] low = new float[Enhancer.SAMPLE_RATE / 10];
    private float[] samples;
    private float[] out;
    private Resampler down;
    private Resampler up;
    private FullBandStream fullBand;
    private FullBandStream narrow;

    /** Sets the kernels before the first use, which chooses them. */
    @Setup
    public void listen() throws Exception {
        System.setProperty("quietline.kernels", kernels);
        float[] recording = BenchmarkSounds.named("speech");
        samples = new float[rate];
        Resampler resampler = new Resampler(Enhancer.SAMPLE_RATE, rate);
        float[] resampled = new float[2 * rate];
        resampler.push(recording, 0, 2 * Enhancer.SAMPLE_RATE - 1000, resampled, 0);
        System.arraycopy(resampled, rate / 2, samples, 0, rate);
        out = new float[rate];
        down = new Resampler(rate, Enhancer.SAMPLE_RATE);
        up = new Resampler(Enhancer.SAMPLE_RATE, rate);
        fullBand = new FullBandStream(Enhancer.create(), rate);
        narrow = new FullBandStream(Enhancer.create(), rate, true);
    }

    @Benchmark
    public float[] downAndUp() {
        int piece = rate / 100;
        for (int at = 0; at < rate; at += piece) {
            up.push(low, 0, down.push(samples, at, piece, low, 0), out, 0);
        }
        return out;
    }

    @Benchmark
    public float[] enhanced() {
        return through(fullBand);
    }

    @Benchmark
    public float[] enhancedNarrow() {
        return through(narrow);
    }

    private float[] through(FullBandStream stream) {
        int piece = rate / 100;
        for (int at = 0; at < rate; at += piece) {
            stream.push(samples, at, piece, out, 0);
        }
        return out;
    }
}
