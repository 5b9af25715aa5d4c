package quietline.voice;

import java.time.Duration;
import quietline.Enhancer;
import quietline.FullBandStream;
import quietline.weights.Weights;

/** The settings of a {@link VoiceStream}. */
public final class VoiceStreamBuilder {

    int sampleRate = Enhancer.SAMPLE_RATE;
    int channels = 1;
    boolean narrow;
    private float strength = 1;
    private double maxAttenuation = Double.POSITIVE_INFINITY;
    private Weights weights;
    private Duration warmUp = Duration.ZERO;
    private Duration length = Duration.ZERO;

    VoiceStreamBuilder() {}

    /** Sets the rate of the samples in hertz, 8000 to 192000; 16000 if not set. */
    public VoiceStreamBuilder sampleRate(int hertz) {
        if (hertz < FullBandStream.LOWEST_RATE || hertz > FullBandStream.HIGHEST_RATE) {
            throw new IllegalArgumentException(
                    "the sample rate must be between %d and %d Hz, got %d"
                            .formatted(
                                    FullBandStream.LOWEST_RATE,
                                    FullBandStream.HIGHEST_RATE,
                                    hertz));
        }
        sampleRate = hertz;
        return this;
    }

    /** Sets the number of interleaved channels, each enhanced by itself; 1 if not set. */
    public VoiceStreamBuilder channels(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("channels must be 1 or more, got " + count);
        }
        channels = count;
        return this;
    }

    /** Sets how much noise is removed: {@link Enhancer#setStrength}. */
    public VoiceStreamBuilder strength(float share) {
        strength = share;
        return this;
    }

    /** Limits how much any frequency is lowered: {@link Enhancer#setMaxAttenuation}. */
    public VoiceStreamBuilder maxAttenuation(double decibels) {
        maxAttenuation = decibels;
        return this;
    }

    /** Drops content above 8 kHz, which saves time. */
    public VoiceStreamBuilder narrow(boolean on) {
        narrow = on;
        return this;
    }

    /** Sets other weights than the built-in ones. */
    public VoiceStreamBuilder weights(Weights other) {
        weights = other;
        return this;
    }

    /** Runs noise through each new stream for this long: {@link Enhancer#warmUp}. */
    public VoiceStreamBuilder warmUp(Duration duration) {
        warmUp = duration;
        return this;
    }

    /**
     * Tells how much sound is expected; from four minutes on SIMD is used if Java was started with
     * {@code --add-modules jdk.incubator.vector}.
     */
    public VoiceStreamBuilder expectedLength(Duration duration) {
        length = duration;
        return this;
    }

    /** Creates a stream; streams share nothing but their weights. */
    public VoiceStream build() {
        return new VoiceStream(this);
    }

    Enhancer enhancer() {
        Weights chosen = weights == null ? Enhancer.defaultWeights() : weights;
        long samples = (long) (length.toSeconds() * (double) Enhancer.SAMPLE_RATE);
        Enhancer enhancer =
                length.isZero() ? Enhancer.create(chosen) : Enhancer.create(chosen, samples);
        enhancer.setStrength(strength);
        enhancer.setMaxAttenuation(maxAttenuation);
        if (!warmUp.isZero()) {
            enhancer.warmUp(warmUp);
        }
        return enhancer;
    }
}
