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
import quietline.kernel.ConvShape.Axis;

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
        SUBBAND(ConvShape.over(129, 3, 16, 1, 1, new Axis(7, 2, 3)).withMargin(3)),
        HALVING(ConvShape.over(65, 16, 16, 2, 1, new Axis(5, 2, 2)).withMargin(2)),
        EXPAND(ConvShape.over(33, 8, 16, 1, 1, new Axis(3, 1, 1)).withInPitch(16).withMargin(2)),
        DEPTHWISE(ConvShape.over(33, 16, 16, 16, 3, new Axis(3, 1, 1)).withMargin(2)),
        POINTWISE(ConvShape.over(33, 16, 16, 1, 1, Axis.POINT)),
        GATES(ConvShape.over(1, 16, 48, 1, 1, Axis.POINT)),
        DOUBLING(ConvShape.transposedOver(33, 16, 16, 2, 1, new Axis(5, 2, 2)).withMargin(2)),
        MASK(ConvShape.over(65, 16, 16, 1, 1, Axis.POINT));

        final ConvShape shape;

        Layer(ConvShape shape) {
            this.shape = shape;
        }
    }

    @Param({"vector", "scalar"})
    public String kernels;

    @Param public Layer layer;

    private Kernels chosen;
    private float[] in;
    private int[] rows;
    private float[] weights;
    private float[] bias;
    private float[] out;

    @Setup
    public void fill() {
        chosen = KernelChoice.forSamples(kernels, Long.MAX_VALUE);
        ConvShape s = layer.shape;
        int length = (s.inBins() + 2 * s.margin()) * s.inPitch();
        rows = new int[s.timeTaps()];
        for (int t = 0; t < rows.length; t++) {
            rows[t] = t * length + s.margin() * s.inPitch();
        }
        in = noise(rows.length * length);
        weights = noise(s.weightCount());
        bias = noise(s.outChannels());
        out = new float[s.outBins() * s.outChannels()];
    }

    static float[] noise(int length) {
        Random random = new Random(length);
        float[] noise = new float[length];
        for (int i = 0; i < length; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        return noise;
    }

    @Benchmark
    public float[] convolve() {
        chosen.convolve(layer.shape, in, rows, weights, bias, 0.25f, out, 0);
        return out;
    }
}
