package quietline.kernel;

import java.util.Random;
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

/** Times the network's convolutions with scalar and with vector kernels. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class ConvolutionBenchmark {

    /** The network's convolutions, in its order. */
    public enum Layer {
        SUBBAND(
                ConvShape.over(
                        new FrameShape(130, 3).withMargin(3), 16, 1, 1, new BinAxis(8, 2, 3))),
        HALVING(ConvShape.over(rows(65), 16, 2, 1, new BinAxis(5, 2, 2))),
        EXPAND(ConvShape.over(new FrameShape(33, 8, 16, 2), 16, 1, 1, new BinAxis(3, 1, 1))),
        DEPTHWISE(ConvShape.over(rows(33), 16, 16, 3, new BinAxis(3, 1, 1))),
        POINTWISE(ConvShape.pointwise(rows(33), 16)),
        GATES(ConvShape.pointwise(new FrameShape(1, 16), 48)),
        DOUBLING(ConvShape.transposedOver(rows(33), 16, 2, 1, new BinAxis(5, 2, 2))),
        MASK(ConvShape.pointwise(rows(65), 16));

        final ConvShape shape;

        Layer(ConvShape shape) {
            this.shape = shape;
        }

        private static FrameShape rows(int bins) {
            return new FrameShape(bins, 16).withMargin(2);
        }
    }

    @Param({"vector", "scalar"})
    public String kernels;

    @Param public Layer layer;

    private Conv conv;
    private float[] in;
    private int[] rows;
    private float[] out;

    @Setup
    public void fill() {
        Kernels chosen = KernelChoice.forSamples(kernels, Long.MAX_VALUE);
        ConvShape s = layer.shape;
        rows = new int[s.timeTaps()];
        for (int t = 0; t < rows.length; t++) {
            rows[t] = t * s.in().length() + s.in().start();
        }
        in = noise(rows.length * s.in().length());
        conv = chosen.plan(s, noise(s.weightCount()), noise(s.out().channels()), 0.25f);
        out = s.out().newFrame();
    }

    private static float[] noise(int length) {
        Random random = new Random(length);
        float[] noise = new float[length];
        for (int i = 0; i < length; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        return noise;
    }

    @Benchmark
    public float[] convolve() {
        conv.run(in, rows, out, 0);
        return out;
    }
}
