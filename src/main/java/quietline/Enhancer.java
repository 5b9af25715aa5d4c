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
 * Takes the noise out of one stream of speech at 16 kHz, hop by hop: {@link #process} takes 256
 * samples and returns the hop before. Streams share only their weights. Not thread-safe, except for
 * the setters.
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
     * The largest sample, where full scale is 1. Larger ones, infinities and NaN are errors and
     * become zero; the network's state would take half a second to recover from them.
     */
    public static final float LOUDEST = 16;

    /**
     * Samples below -300 dB become zero, because many processors are slow with denormal numbers.
     */
    private static final float QUIETEST = 1e-15f;

    /** A small power, so that silent bins count by their mask. */
    private static final float SILENCE = 1e-9f;

    private final Kernels kernels;
    private final Stft stft;
    private final InverseStft inverse;
    private final Network network;
    private final SpeechDetector speech;
    private final SpeechGate speechGate = new SpeechGate();
    private final StageTimes times;
    private final Spectrum noisy = new Spectrum();
    private final Spectrum mask = new Spectrum();
    private final Spectrum enhanced = new Spectrum();
    private final float[] hop = new float[HOP_SAMPLES];
    private volatile float strength = 1;
    private volatile float floor;
    private volatile boolean bypass;
    private volatile boolean gate;
    private float applied = 1;

    private Enhancer(Model model, Kernels kernels) {
        this.kernels = kernels;
        times = HopStage.timesWith(model);
        stft = new Stft(model.windows(), kernels);
        inverse = new InverseStft(model.windows(), kernels);
        network = model.network(kernels, times);
        speech = new SpeechDetector(SpeechHead.DEFAULT, kernels);
    }

    /** Creates a stream with the default weights. */
    public static Enhancer create() {
        return create(defaultWeights());
    }

    /**
     * Creates a stream with other weights.
     *
     * @throws quietline.weights.WeightsException if they fit no network, with every problem
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

    /** Returns the built-in weights that are used if none are chosen: {@link Weights#best()}. */
    public static Weights defaultWeights() {
        return Weights.best();
    }

    /**
     * Enhances one hop; {@code in} and {@code out} may be the same array. The output belongs to the
     * hop before: see {@link #latencySamples()}.
     */
    public void process(float[] in, int inOffset, float[] out, int outOffset) {
        times.begin();
        takeSound(in, inOffset);
        stft.forward(hop, 0, noisy);
        StageTimes.mark(times, HopStage.TRANSFORM);
        network.forward(noisy, mask);
        speech.add(noisy, mask);
        float open = speechGate.gain(speech.probability());
        if (gate && open < 1) {
            ComplexMask.scale(mask, open);
        }
        StageTimes.mark(times, HopStage.SPEECH);
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
     * Returns the probability, from 0 to 1, that there is speech in the hop that the last {@link
     * #process} returned; 0 before the first. It depends on no setting.
     */
    public float speechProbability() {
        return speech.probability();
    }

    /** Takes this hop as the one before the stream, instead of silence. */
    void prime(float[] before) {
        takeSound(before, 0);
        stft.prime(hop);
    }

    private void takeSound(float[] in, int at) {
        for (int n = 0; n < HOP_SAMPLES; n++) {
            hop[n] = sound(in[at + n]);
        }
    }

    /** Returns the sample, or zero if it is too large, too small or not a number. */
    static float sound(float sample) {
        float size = Math.abs(sample);
        return size <= LOUDEST && size >= QUIETEST ? sample : 0;
    }

    /** Returns the kernels in use: {@code scalar} or {@code vector (512 bit)}. */
    public String kernelsName() {
        return kernels.name();
    }

    /** Returns the delay of the output in samples: one hop, whatever the settings. */
    public int latencySamples() {
        return HOP_SAMPLES;
    }

    /**
     * Sets how much noise is removed, from 0 (none) to 1 (all that the network removes; the
     * default). The delay stays the same. Any thread may call it.
     */
    public void setStrength(float strength) {
        if (!(strength >= 0 && strength <= 1)) {
            throw new IllegalArgumentException("strength must be between 0 and 1, got " + strength);
        }
        this.strength = strength;
    }

    /**
     * Limits how much any frequency is lowered, in decibels, so that some of the room stays. The
     * default is infinite; 0 leaves every magnitude as it was. Applies before the strength. Any
     * thread may call it.
     */
    public void setMaxAttenuation(double decibels) {
        if (!(decibels >= 0)) {
            throw new IllegalArgumentException(
                    "the maximum attenuation must be 0 dB or more, got " + decibels);
        }
        floor = (float) Math.pow(10, -decibels / 20);
    }

    /**
     * Fades to silence where there is no speech; off by default. The gate opens at once and closes
     * over 0.1 s, 0.3 s after the last speech. It acts on what the network lets through, so that
     * the maximum attenuation and the strength limit it too. The delay stays the same. Any thread
     * may call it.
     */
    public void setGate(boolean on) {
        gate = on;
    }

    /** Returns the kernels of this stream. */
    Kernels kernels() {
        return kernels;
    }

    /**
     * Returns the energy-weighted gain of the last frame in these bins, from 0 to 1; exactly 1 if
     * the mask is one.
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
     * Passes the sound through unchanged, with the same delay. The network goes on running, so that
     * it needs no time to adapt when bypass ends. Any thread may call it.
     */
    public void setBypass(boolean bypass) {
        this.bypass = bypass;
    }

    /** Returns the names of the stages that a hop goes through, in this order. */
    public List<String> stages() {
        return times.stages().stream().map(TimedStage::title).toList();
    }

    /** Starts or stops timing the stages of every other hop; off by default. */
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
     * Runs noise through the stream for this long, so that its code is JIT-compiled before live
     * sound arrives, then resets it. Half a second is enough for the scalar kernels, a few seconds
     * for the vector kernels.
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

    /** Forgets the stream; the settings stay. */
    public void reset() {
        stft.reset();
        network.reset();
        speech.reset();
        speechGate.reset();
        inverse.reset();
    }
}
