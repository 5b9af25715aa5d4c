package quietline;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import quietline.dsp.ComplexMask;
import quietline.dsp.InverseStft;
import quietline.dsp.Spectrum;
import quietline.dsp.Stft;
import quietline.kernel.KernelChoice;
import quietline.kernel.Kernels;
import quietline.nn.Model;
import quietline.nn.Network;
import quietline.nn.StageTimes;
import quietline.nn.TimedStage;
import quietline.weights.Weights;

/**
 * Takes the noise out of one stream of speech, hop by hop: 256 samples in, 256 samples out, those
 * of the hop before. Streams share their weights and nothing else. Not for two threads at once.
 *
 * <pre>{@code
 * Enhancer enhancer = Enhancer.create();
 * while (microphone.read(hop)) {
 *     enhancer.process(hop, 0, hop, 0);
 *     speaker.write(hop);
 * }
 * }</pre>
 */
public final class Enhancer {

    public static final int SAMPLE_RATE = 16000;
    public static final int HOP_SAMPLES = Stft.HOP_SAMPLES;

    /**
     * Full scale is 1. What is louder than this, or no number at all, is no sound but a fault, and
     * taken for silence: the network's memory would need half a second to get over it.
     */
    private static final float LOUDEST = 16;

    /** What is quieter than -300 dB counts as silence: many processors are slow at such numbers. */
    private static final float QUIETEST = 1e-15f;

    /** The power of a bin too quiet to say anything about the mask. */
    private static final float SILENCE = 1e-9f;

    private final Kernels kernels;
    private final Stft stft;
    private final InverseStft inverse;
    private final Network network;
    private final StageTimes times;
    private final Spectrum noisy = new Spectrum();
    private final Spectrum mask = new Spectrum();
    private final Spectrum enhanced = new Spectrum();
    private final float[] hop = new float[HOP_SAMPLES];
    private volatile float strength = 1;
    private volatile float floor;
    private volatile boolean bypass;
    private float applied = 1;

    private Enhancer(Model model, Kernels kernels) {
        this.kernels = kernels;
        times = HopStage.timesWith(model);
        stft = new Stft(model.windows(), kernels);
        inverse = new InverseStft(model.windows(), kernels);
        network = model.network(kernels, times);
    }

    /** A stream with the weights that come with the program. */
    public static Enhancer create() {
        return create(DefaultWeights.WEIGHTS);
    }

    /**
     * A stream with weights of one's own.
     *
     * @throws quietline.weights.WeightsException if they fit no network, saying all that is wrong
     */
    public static Enhancer create(Weights weights) {
        return create(weights, KernelChoice.standard());
    }

    /**
     * Creates a stream for a recording of a known length: from four minutes on it uses SIMD, which
     * is about four times as fast once Java has compiled it, within a second or two.
     *
     * @param samples the length in samples at 16 kHz, or more in a program that enhances for long
     */
    public static Enhancer create(Weights weights, long samples) {
        return create(weights, KernelChoice.forSamples(samples));
    }

    /** Creates a stream on chosen kernels. */
    static Enhancer create(Weights weights, Kernels kernels) {
        return new Enhancer(Models.of(weights), kernels);
    }

    /** The weights that come with the program. */
    public static Weights defaultWeights() {
        return DefaultWeights.WEIGHTS;
    }

    /**
     * Enhances exactly one hop; {@code in} and {@code out} may be the same array. What comes out
     * belongs to the hop before: see {@link #latencySamples()}.
     */
    public void process(float[] in, int inOffset, float[] out, int outOffset) {
        times.begin();
        takeSound(in, inOffset);
        stft.forward(hop, 0, noisy);
        StageTimes.mark(times, HopStage.TRANSFORM);
        network.forward(noisy, mask);
        float least = floor;
        if (least > 0) {
            ComplexMask.raise(mask, least);
        }
        float share = bypass ? 0 : strength;
        applied = share;
        ComplexMask.apply(noisy, mask, share, enhanced);
        StageTimes.mark(times, HopStage.MASK);
        inverse.inverse(enhanced, out, outOffset);
        StageTimes.mark(times, HopStage.INVERSE_TRANSFORM);
    }

    /**
     * Has the first window begin with this hop, as if it had been heard, instead of with silence.
     */
    void prime(float[] before) {
        takeSound(before, 0);
        stft.prime(hop);
    }

    private void takeSound(float[] in, int at) {
        for (int n = 0; n < HOP_SAMPLES; n++) {
            hop[n] = sound(in[at + n]);
        }
    }

    /** The sample, or zero where it is none. */
    static float sound(float sample) {
        float size = Math.abs(sample);
        return size <= LOUDEST && size >= QUIETEST ? sample : 0;
    }

    /** What computes, for reports: {@code scalar} or {@code vector (512 bit)}. */
    public String kernelsName() {
        return kernels.name();
    }

    /** By how many samples the output lags behind the input, whatever the settings: one hop. */
    public int latencySamples() {
        return HOP_SAMPLES;
    }

    /**
     * How much is taken away, from 0 (nothing) to 1 (all that the network would; the default).
     * Works inside the transform, so that the delay stays the same. Any thread may call it.
     */
    public void setStrength(float strength) {
        if (!(strength >= 0 && strength <= 1)) {
            throw new IllegalArgumentException("strength must be between 0 and 1, got " + strength);
        }
        this.strength = strength;
    }

    /**
     * Nothing is made quieter than by so many decibels, at any frequency: some of the room stays,
     * and with it what the network takes for noise and is none. Infinite, the default, is no bound;
     * 0 leaves every magnitude as it was. Works inside the transform, before the strength. Any
     * thread may call it.
     */
    public void setMaxAttenuation(double decibels) {
        if (!(decibels >= 0)) {
            throw new IllegalArgumentException(
                    "the maximum attenuation must be 0 dB or more, got " + decibels);
        }
        floor = (float) Math.pow(10, -decibels / 20);
    }

    /** The kernels this stream computes with. */
    Kernels kernels() {
        return kernels;
    }

    /**
     * What the last frame kept of the magnitude of these bins, weighted by their energy: from 0 to
     * 1, and exactly 1 where the mask is one. Bins without sound count by what the mask says.
     */
    float gain(int firstBin, int lastBin) {
        double before = 0;
        double after = 0;
        for (int k = firstBin; k <= lastBin; k++) {
            float re = 1 - applied + applied * mask.re[k];
            float im = applied * mask.im[k];
            float noise = noisy.re[k] * noisy.re[k] + noisy.im[k] * noisy.im[k] + SILENCE;
            before += noise;
            after += noise * (re * re + im * im);
        }
        return (float) Math.sqrt(Math.min(1, after / before));
    }

    /**
     * Lets the sound through as it is, with the same delay, while the network goes on listening: so
     * switching it back on is heard at once. Any thread may call it.
     */
    public void setBypass(boolean bypass) {
        this.bypass = bypass;
    }

    /** Returns the names of the stages that a hop goes through, in this order. */
    public List<String> stages() {
        return times.stages().stream().map(TimedStage::title).toList();
    }

    /**
     * Starts or stops timing the stages of a hop. Every other hop is timed, because reading the
     * clock takes as long as a short stage. Not timed is the default.
     */
    public void timeStages(boolean on) {
        times.setOn(on);
    }

    /**
     * Returns how long a stage of the last hop took in nanoseconds, or -1 if that hop was not
     * timed.
     *
     * @param stage its index in {@link #stages()}
     */
    public long stageNanos(int stage) {
        return times.nanos(stage);
    }

    /**
     * Runs noise through the stream for so long, so that Java compiles what a hop runs through
     * before sound depends on it, then resets it. Half a second is enough for the scalar kernels, a
     * few seconds for the vector ones.
     */
    public void warmUp(Duration duration) {
        float[] noise = new float[HOP_SAMPLES];
        Random random = new Random(1);
        long start = System.nanoTime();
        while (System.nanoTime() - start < duration.toNanos()) {
            for (int n = 0; n < HOP_SAMPLES; n++) {
                noise[n] = random.nextFloat() - 0.5f;
            }
            process(noise, 0, noise, 0);
        }
        reset();
    }

    /** Forgets the stream, as if new; the settings stay. */
    public void reset() {
        stft.reset();
        network.reset();
        inverse.reset();
    }
}
