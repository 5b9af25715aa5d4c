package quietline.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import quietline.Enhancer;

/**
 * Times the first hop, or the first second, of a new stream in a new JVM, before anything is
 * JIT-compiled. This includes loading the default weights.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(
        value = 15,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class FirstHopBenchmark {

    private final float[] out = new float[Enhancer.HOP_SAMPLES];
    private float[] samples;

    @Setup
    public void listen() throws Exception {
        samples = BenchmarkSounds.named("speech");
    }

    @Benchmark
    public float[] firstHop() {
        return hops(1);
    }

    @Benchmark
    public float[] firstSecond() {
        return hops(63);
    }

    private float[] hops(int count) {
        Enhancer enhancer = Enhancer.create();
        for (int hop = 0; hop < count; hop++) {
            enhancer.process(samples, hop * Enhancer.HOP_SAMPLES, out, 0);
        }
        return out;
    }
}
