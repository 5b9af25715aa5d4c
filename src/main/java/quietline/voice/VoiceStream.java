package quietline.voice;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.time.Duration;
import quietline.Enhancer;
import quietline.FullBandStream;
import quietline.weights.Weights;

/**
 * Takes the noise out of one stream of speech as programs have it: 16-bit or floating-point
 * samples, interleaved channels, any rate from 8 to 192 kHz, pieces of any size. Every piece comes
 * out as long as it went in, {@link #latency()} samples late:
 *
 * <pre>{@code
 * VoiceStream stream = VoiceStream.builder().sampleRate(48000).channels(2).build();
 * while (source.read(packet)) {
 *     stream.process(packet, packet);
 *     sink.write(packet);
 * }
 * }</pre>
 *
 * <p>An argument that does not fit is refused before any sample is taken. Not thread-safe, except
 * for the setters. Does not allocate memory while it processes. The file is long because each
 * sample format has its methods, and because of the builder.
 */
public final class VoiceStream implements AutoCloseable {

    private static final int BLOCK = 480;

    private final VoiceChannel[] channels;
    private boolean closed;

    private VoiceStream(Builder settings) {
        channels = new VoiceChannel[settings.channels];
        for (int i = 0; i < channels.length; i++) {
            Enhancer enhancer = settings.enhancer();
            channels[i] = new VoiceChannel(enhancer, settings.sampleRate, settings.narrow, BLOCK);
        }
    }

    /** Returns a builder whose defaults are one channel at 16 kHz and the built-in weights. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns how many samples of each channel the output is late. */
    public int latency() {
        return channels[0].latency();
    }

    /**
     * Enhances samples of full scale 1 into {@code out}, which may be {@code in}. Samples that are
     * not a number count as zero.
     *
     * @throws IllegalArgumentException if a sample is beyond 16, as 16-bit numbers are that were
     *     not divided by 32768; if {@code in} ends within a sample of all channels; if {@code out}
     *     is shorter
     */
    public void process(float[] in, float[] out) {
        int frames = frames(in.length, out.length);
        for (int i = 0; i < in.length; i++) {
            checkScale(in[i], i);
        }
        for (int done = 0; done < frames; done += BLOCK) {
            int count = Math.min(BLOCK, frames - done);
            Interleaved.read(in, done * channels.length, channels, count);
            process(count);
            Interleaved.write(channels, count, out, done * channels.length);
        }
    }

    /** Enhances 16-bit samples into {@code out}, which may be {@code in}. */
    public void process(short[] in, short[] out) {
        int frames = frames(in.length, out.length);
        for (int done = 0; done < frames; done += BLOCK) {
            int count = Math.min(BLOCK, frames - done);
            Interleaved.read(in, done * channels.length, channels, count);
            process(count);
            Interleaved.write(channels, count, out, done * channels.length);
        }
    }

    /**
     * Enhances what remains in {@code in} into {@code out}, which may be {@code in}, and advances
     * the positions of both.
     */
    public void process(FloatBuffer in, FloatBuffer out) {
        int samples = in.remaining();
        int frames = frames(samples, out.remaining());
        checkWritable(out);
        int from = in.position();
        int to = out.position();
        for (int i = 0; i < samples; i++) {
            checkScale(in.get(from + i), i);
        }
        for (int done = 0; done < frames; done += BLOCK) {
            int count = Math.min(BLOCK, frames - done);
            Interleaved.read(in, from + done * channels.length, channels, count);
            process(count);
            Interleaved.write(channels, count, out, to + done * channels.length);
        }
        in.position(from + samples);
        out.position(to + samples);
    }

    /**
     * Enhances what remains in {@code in} into {@code out}, which may be {@code in}, and advances
     * the positions of both. Samples have 16 bits in the byte order of their buffer, which is
     * {@code BIG_ENDIAN} if not set.
     */
    public void process(ByteBuffer in, ByteBuffer out) {
        int bytes = in.remaining();
        if (bytes % Short.BYTES != 0) {
            throw new IllegalArgumentException(
                    "16-bit samples take an even number of bytes, got " + bytes);
        }
        int frames = frames(bytes / Short.BYTES, out.remaining() / Short.BYTES);
        checkWritable(out);
        int from = in.position();
        int to = out.position();
        int frameBytes = Short.BYTES * channels.length;
        for (int done = 0; done < frames; done += BLOCK) {
            int count = Math.min(BLOCK, frames - done);
            Interleaved.read(in, from + done * frameBytes, channels, count);
            process(count);
            Interleaved.write(channels, count, out, to + done * frameBytes);
        }
        in.position(from + bytes);
        out.position(to + bytes);
    }

    /**
     * Ends the sound: writes the last {@link #latency()} samples of each channel to the beginning
     * of {@code out}, and resets the stream.
     */
    public void flush(float[] out) {
        int frames = end(out.length);
        for (int done = 0; done < frames; done += BLOCK) {
            int count = give(frames - done);
            Interleaved.write(channels, count, out, done * channels.length);
        }
        reset();
    }

    /** Ends the sound as {@link #flush(float[])} does, with 16-bit samples. */
    public void flush(short[] out) {
        int frames = end(out.length);
        for (int done = 0; done < frames; done += BLOCK) {
            int count = give(frames - done);
            Interleaved.write(channels, count, out, done * channels.length);
        }
        reset();
    }

    /** Forgets the sound; the settings stay. */
    public void reset() {
        for (VoiceChannel channel : channels) {
            channel.reset();
        }
    }

    /** Sets how much noise is removed, from 0 to 1. Any thread may call it. */
    public void setStrength(float strength) {
        for (VoiceChannel channel : channels) {
            channel.enhancer().setStrength(strength);
        }
    }

    /** Passes the sound through unchanged with the same delay, or not. Any thread may call it. */
    public void setBypass(boolean bypass) {
        for (VoiceChannel channel : channels) {
            channel.enhancer().setBypass(bypass);
        }
    }

    /**
     * Returns the probability, from 0 to 1, that there is speech in the last hop enhanced: the
     * greatest of all channels; 0 before the first hop.
     */
    public float speechProbability() {
        float probability = 0;
        for (VoiceChannel channel : channels) {
            probability = Math.max(probability, channel.enhancer().speechProbability());
        }
        return probability;
    }

    /** Ends the use of the stream; later calls of {@code process} and {@code flush} fail. */
    @Override
    public void close() {
        closed = true;
    }

    public boolean isClosed() {
        return closed;
    }

    private void process(int count) {
        for (VoiceChannel channel : channels) {
            channel.process(count);
        }
    }

    private int end(int room) {
        int samples = latency() * channels.length;
        checkOpen();
        checkRoom(samples, room);
        for (VoiceChannel channel : channels) {
            channel.end();
        }
        return latency();
    }

    private int give(int left) {
        int count = Math.min(BLOCK, left);
        for (VoiceChannel channel : channels) {
            channel.give(count);
        }
        return count;
    }

    /** Returns the number of samples of each channel, after checking both lengths. */
    private int frames(int in, int out) {
        checkOpen();
        if (in % channels.length != 0) {
            throw new IllegalArgumentException(
                    "%d samples are no multiple of %d channels".formatted(in, channels.length));
        }
        checkRoom(in, out);
        return in / channels.length;
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the stream is closed");
        }
    }

    private static void checkWritable(Buffer out) {
        if (out.isReadOnly()) {
            throw new IllegalArgumentException("the output is a read-only buffer");
        }
    }

    private static void checkRoom(int samples, int room) {
        if (room < samples) {
            throw new IllegalArgumentException(
                    "the output has room for %d samples, needs %d".formatted(room, samples));
        }
    }

    private static void checkScale(float sample, int index) {
        if (Math.abs(sample) > Enhancer.LOUDEST && Math.abs(sample) < Float.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    ("sample %d is %s, but full scale is 1:"
                                    + " divide 16-bit samples by 32768, or pass short[]")
                            .formatted(index, sample));
        }
    }

    /** Settings of a stream. */
    public static final class Builder {

        private int sampleRate = Enhancer.SAMPLE_RATE;
        private int channels = 1;
        private boolean narrow;
        private float strength = 1;
        private double maxAttenuation = Double.POSITIVE_INFINITY;
        private Weights weights;
        private Duration warmUp = Duration.ZERO;
        private Duration length = Duration.ZERO;

        private Builder() {}

        /** Sets the rate of the samples in hertz, 8000 to 192000; 16000 if not set. */
        public Builder sampleRate(int hertz) {
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
        public Builder channels(int count) {
            if (count < 1) {
                throw new IllegalArgumentException("channels must be 1 or more, got " + count);
            }
            channels = count;
            return this;
        }

        /** Sets how much noise is removed: {@link Enhancer#setStrength}. */
        public Builder strength(float share) {
            strength = share;
            return this;
        }

        /** Limits how much any frequency is lowered: {@link Enhancer#setMaxAttenuation}. */
        public Builder maxAttenuation(double decibels) {
            maxAttenuation = decibels;
            return this;
        }

        /** Drops content above 8 kHz, which saves time. */
        public Builder narrow(boolean on) {
            narrow = on;
            return this;
        }

        /** Sets other weights than the built-in ones. */
        public Builder weights(Weights other) {
            weights = other;
            return this;
        }

        /**
         * Runs noise through the network of each channel for this long: {@link Enhancer#warmUp}.
         */
        public Builder warmUp(Duration duration) {
            warmUp = duration;
            return this;
        }

        /**
         * Tells how much sound is expected; from four minutes on SIMD is used if Java was started
         * with {@code --add-modules jdk.incubator.vector}.
         */
        public Builder expectedLength(Duration duration) {
            length = duration;
            return this;
        }

        /** Creates a stream; streams share nothing but their weights. */
        public VoiceStream build() {
            return new VoiceStream(this);
        }

        private Enhancer enhancer() {
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
}
