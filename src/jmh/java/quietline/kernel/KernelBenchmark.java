package quietline.kernel;

import static quietline.kernel.ConvolutionBenchmark.noise;

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

/** Times every kernel except convolution, scalar and vector, at the network's sizes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class KernelBenchmark {

    private static final int BINS = 33;
    private static final int ROW = Row.FLOATS;
    private static final int[] START = {0};
    private static final int FRAME = BINS * ROW;

    @Param({"vector", "scalar"})
    public String kernels;

    private final float[] frame = noise(FRAME + 2 * ROW);
    private final float[] other = noise(FRAME);
    private final float[] out = new float[FRAME];
    private final float[] gates = noise(3 * FRAME);
    private final float[] moreGates = noise(3 * FRAME);
    private final float[] weights = noise(24 * ROW);
    private final float[] bias = noise(3 * ROW);
    private final float[] row = noise(ROW);
    private final float[] mask = noise(129 * 2);
    private final float[] whole = noise(BINS * ROW);
    private final float[] re = noise(RealTransform.BINS);
    private final float[] im = noise(RealTransform.BINS);
    private final float[] magnitude = new float[RealTransform.BINS];
    private final BandedMatrix triangles = triangles();
    private final Normalization norm = new Normalization(other, other, 1e-8f);
    private Kernels chosen;
    private Conv planned;

    @Setup
    public void choose() {
        chosen = KernelChoice.forSamples(kernels, Long.MAX_VALUE);
        planned = chosen.planGates(BINS, weights, bias);
    }

    @Benchmark
    public float[] gates() {
        planned.run(frame, START, gates, 0);
        return gates;
    }

    /** Overwrites the gates with numbers between 0 and 1, which take the same time. */
    @Benchmark
    public float[] recur() {
        chosen.recur(BINS * ROW, gates, moreGates, out, 0);
        return out;
    }

    @Benchmark
    public float[] sweep() {
        chosen.sweep(BINS, gates, weights, bias, out);
        return out;
    }

    @Benchmark
    public float[] normalize() {
        chosen.normalize(whole, norm, frame, out, 0);
        return out;
    }

    @Benchmark
    public float[] meanSquare() {
        chosen.meanSquare(BINS, frame, row);
        return row;
    }

    @Benchmark
    public float[] attendAndShuffle() {
        GtcrnKernels.of(chosen).attendAndShuffle(BINS, whole, bias, frame, out, 0);
        return out;
    }

    @Benchmark
    public float[] add() {
        chosen.add(frame, other, out, 0, FRAME);
        return out;
    }

    @Benchmark
    public float[] multiply() {
        chosen.multiply(triangles, magnitude, 65, 1, out, 0);
        return out;
    }

    @Benchmark
    public float[] magnitude() {
        chosen.magnitude(re, im, 1e-12f, magnitude, 0, magnitude.length);
        return magnitude;
    }

    @Benchmark
    public float[] tanhOfTheMask() {
        chosen.tanh(mask, mask.length);
        return mask;
    }

    /** Returns a 64 × 192 matrix with two non-zero rows per column, like the ERB matrix. */
    private static BandedMatrix triangles() {
        float[] dense = new float[64 * 192];
        for (int column = 0; column < 192; column++) {
            dense[column / 3 * 192 + column] = 0.5f;
            dense[Math.min(63, column / 3 + 1) * 192 + column] = 0.5f;
        }
        return new BandedMatrix(dense, 64, 192);
    }
}
