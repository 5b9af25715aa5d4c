package quietline.gtcrn;

import java.io.IOException;
import java.io.InputStream;
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
import quietline.bench.BenchmarkSounds;
import quietline.dsp.ComplexMask;
import quietline.dsp.ErbBands;
import quietline.dsp.InverseStft;
import quietline.dsp.Spectrum;
import quietline.dsp.Stft;
import quietline.dsp.Windows;
import quietline.kernel.KernelChoice;
import quietline.kernel.Kernels;
import quietline.nn.DpGrnn;
import quietline.nn.Scratch;
import quietline.weights.Weights;

/** Times each stage of a hop on the same input, after the network has processed a recording. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class StageBenchmark {

    @Param({"vector", "scalar"})
    public String kernels;

    private final Spectrum noisy = new Spectrum();
    private final Spectrum mask = new Spectrum();
    private final Spectrum clean = new Spectrum();
    private final float[] out = new float[Stft.HOP_SAMPLES];
    private float[] samples;
    private Stft stft;
    private InverseStft inverse;
    private ErbBands bands;
    private Gtcrn network;
    private DpGrnn recurrent;

    @Setup
    public void listen() throws Exception {
        System.setProperty("quietline.kernels", kernels);
        samples = BenchmarkSounds.named("speech");
        GtcrnWeights weights = GtcrnWeights.of(defaultWeights());
        Kernels chosen = KernelChoice.fastest();
        stft = new Stft(Windows.ROOT_HANN, chosen);
        inverse = new InverseStft(Windows.ROOT_HANN, chosen);
        bands = new ErbBands(weights.triangles(), chosen);
        network = new Gtcrn(weights, chosen);
        recurrent = new DpGrnn(weights.first(), new Scratch(Shapes.DEEP), chosen);
        for (int at = 0; at < samples.length; at += Stft.HOP_SAMPLES) {
            stft.forward(samples, at, noisy);
            network.forward(noisy, mask);
        }
    }

    private static Weights defaultWeights() throws IOException {
        String name = "quietline-16k.safetensors";
        try (InputStream in = Enhancer.class.getResourceAsStream(name)) {
            return Weights.load(in, name);
        }
    }

    @Benchmark
    public Spectrum stft() {
        stft.forward(samples, 0, noisy);
        return noisy;
    }

    @Benchmark
    public float[] features() {
        bands.features(noisy, network.features, SubbandConv.FEATURES_START);
        return network.features;
    }

    @Benchmark
    public float[] encoder() {
        return network.encoder.forward(network.features);
    }

    @Benchmark
    public float[] oneOfTwoDpGrnns() {
        recurrent.forward(network.encoder.deep[2], network.afterFirst, null, null);
        return network.afterFirst;
    }

    @Benchmark
    public float[] decoder() {
        return network.decoder.forward(network.afterSecond, network.encoder);
    }

    @Benchmark
    public Spectrum spread() {
        bands.spread(network.decoder.mask, mask);
        return mask;
    }

    @Benchmark
    public Spectrum mask() {
        ComplexMask.apply(noisy, mask, 1, clean);
        return clean;
    }

    @Benchmark
    public float[] inverseStft() {
        inverse.inverse(clean, out, 0);
        return out;
    }

    @Benchmark
    public Spectrum wholeNetwork() {
        network.forward(noisy, mask);
        return mask;
    }
}
