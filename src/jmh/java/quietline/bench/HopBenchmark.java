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
import quietline.weights.Weights;

/** Times each hop of the whole enhancer, from samples to samples. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 4, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class HopBenchmark {

    @Param({"vector", "scalar"})
    public String kernels;

    @Param({"speech", "nan", "denormal"})
    public String sound;

    /** With the built-in weights. */
    @Param({"gtcrn", "ulunas"})
    public String network;

    private final float[] out = new float[Enhancer.HOP_SAMPLES];
    private float[] samples;
    private Enhancer enhancer;
    private int at;

    /** Sets the kernels before the first use, which chooses them. */
    @Setup
    public void listen() throws Exception {
        System.setProperty("quietline.kernels", kernels);
        samples = BenchmarkSounds.named(sound);
        enhancer = Enhancer.create(network.equals("gtcrn") ? Weights.fast() : Weights.best());
    }

    @Benchmark
    public float[] hop() {
        at = at == samples.length ? 0 : at;
        enhancer.process(samples, at, out, 0);
        at += Enhancer.HOP_SAMPLES;
        return out;
    }
}
