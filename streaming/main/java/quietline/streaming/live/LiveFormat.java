package quietline.streaming.live;

import quietline.Enhancer;

/**
 * The format of the sound inside a session. A session counts samples at 16 kHz whatever its rate:
 * one of them stands for {@code sampleRate / 16000} instants of all channels.
 */
public record LiveFormat(int sampleRate, int channels) {

    /** Everything that microphones and speakers of 48 kHz carry. */
    public static final int FULL_BAND = 48_000;

    /** Nothing above 8 kHz. */
    public static final int NARROW = Enhancer.SAMPLE_RATE;

    public static final int MOST_CHANNELS = 8;

    /** Full band, as a live session has by default. */
    public static final LiveFormat MONO = new LiveFormat(FULL_BAND, 1);

    public LiveFormat {
        if (sampleRate < NARROW || sampleRate % NARROW != 0) {
            throw new IllegalArgumentException(
                    "sample rate must be a multiple of 16 kHz, got " + sampleRate);
        }
        if (channels < 1 || channels > MOST_CHANNELS) {
            throw new IllegalArgumentException(
                    "channels must be between 1 and %d, got %d".formatted(MOST_CHANNELS, channels));
        }
    }

    /** The number of instants for one sample at 16 kHz. */
    int instantsPerSample() {
        return sampleRate / NARROW;
    }

    /** The number of floats for one sample at 16 kHz. */
    int width() {
        return instantsPerSample() * channels;
    }

    /** The number of floats in a hop. */
    int hopFloats() {
        return Enhancer.HOP_SAMPLES * width();
    }

    /**
     * Copies one of {@code toChannels} channels out of interleaved sound of {@code fromChannels}.
     * Of more channels than are wanted it takes the mean of every {@code toChannels}th; fewer are
     * repeated.
     */
    static void pick(
            float[] from, int fromChannels, float[] to, int channel, int toChannels, int instants) {
        int first = channel % fromChannels;
        int last = fromChannels - 1;
        int count = Math.max(1, (last - channel) / toChannels + 1);
        for (int i = 0; i < instants; i++) {
            float sum = from[i * fromChannels + first];
            for (int c = first + toChannels; c <= last; c += toChannels) {
                sum += from[i * fromChannels + c];
            }
            to[i] = sum / count;
        }
    }
}
