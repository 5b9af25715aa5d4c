package quietline.streaming.io;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/**
 * The sound itself: bytes, a promise of how much they are (−1: to the end of the stream), and
 * samples of them. What is there after the last whole instant is dropped.
 */
final class PcmStream {

    private static final int BUFFER_BYTES = 16_384;

    private final InputStream in;
    private final String name;
    private final SampleLayout layout;
    private final WavFormat format;
    private final long promisedInstants;
    private final byte[] buffer;
    private long instants;
    private long nonFinite;
    private boolean ended;

    PcmStream(
            InputStream in,
            String name,
            SampleLayout layout,
            WavFormat format,
            long promisedInstants) {
        this.in = in;
        this.name = name;
        this.layout = layout;
        this.format = format;
        this.promisedInstants = promisedInstants;
        this.buffer =
                new byte[Math.max(1, BUFFER_BYTES / format.instantBytes()) * format.instantBytes()];
    }

    /** As {@link AudioSource#read}. */
    int read(float[] into, int offset, int count) throws IOException {
        int instant = format.instantBytes();
        if (ended || instants == promisedInstants) {
            return -1;
        }
        if (count < format.channels()) {
            throw new IllegalArgumentException(
                    "room for %d samples, but one instant has %d"
                            .formatted(count, format.channels()));
        }
        long wanted = Math.min(count / format.channels(), buffer.length / instant);
        if (promisedInstants >= 0) {
            wanted = Math.min(wanted, promisedInstants - instants);
        }
        int bytes;
        try {
            bytes = in.readNBytes(buffer, 0, (int) wanted * instant);
        } catch (IOException e) {
            throw AudioException.of(name, e);
        }
        int found = bytes / instant;
        ended = found < wanted;
        instants += found;
        int samples = found * format.channels();
        layout.toWav(buffer, found * instant);
        layout.encoding().decode(buffer, into, offset, samples);
        if (layout.encoding().floating()) {
            countNonFinite(into, offset, samples);
        }
        return samples == 0 ? -1 : samples;
    }

    private void countNonFinite(float[] samples, int offset, int count) {
        for (int i = 0; i < count; i++) {
            // Infinity minus itself is NaN.
            nonFinite += samples[offset + i] - samples[offset + i] == 0 ? 0 : 1;
        }
    }

    long promisedInstants() {
        return promisedInstants;
    }

    long nonFinite() {
        return nonFinite;
    }

    /** Whether less came than was promised. */
    boolean truncated() {
        return ended && promisedInstants >= 0;
    }

    /** What {@link #truncated()} is, for people. */
    String shortfall() {
        return String.format(
                Locale.ROOT,
                "ends after %.2f s where its header promises %.2f s; used what is there",
                (double) instants / format.sampleRate(),
                (double) promisedInstants / format.sampleRate());
    }
}
