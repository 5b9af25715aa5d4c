package quietline.streaming.io;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/**
 * Decodes samples from a stream of bytes, up to a promised number of instants (−1: to the end of
 * the stream). An incomplete instant at the end is dropped.
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
                    "array holds %d samples, but there are %d channels"
                            .formatted(count, format.channels()));
        }
        long wanted = Math.min(count / format.channels(), buffer.length / instant);
        if (promisedInstants >= 0) {
            wanted = Math.min(wanted, promisedInstants - instants);
        }
        int bytes;
        try {
            bytes = available((int) wanted * instant);
        } catch (IOException e) {
            throw AudioException.of(name, e);
        }
        int found = bytes / instant;
        ended = found == 0;
        instants += found;
        int samples = found * format.channels();
        layout.toWav(buffer, found * instant);
        layout.encoding().decode(buffer, into, offset, samples);
        return samples == 0 ? -1 : samples;
    }

    /** Reads what a live pipe has, but whole instants unless the stream ends. */
    private int available(int most) throws IOException {
        int bytes = Math.max(0, in.read(buffer, 0, most));
        int incomplete = bytes % format.instantBytes();
        return incomplete == 0
                ? bytes
                : bytes + in.readNBytes(buffer, bytes, format.instantBytes() - incomplete);
    }

    long promisedInstants() {
        return promisedInstants;
    }

    /** Whether the stream ended before the promised length. */
    boolean truncated() {
        return ended && promisedInstants >= 0;
    }

    /** Describes in words by how much the stream is truncated. */
    String shortfall() {
        return String.format(
                Locale.ROOT,
                "truncated: has %.2f s of audio, but its header promises %.2f s",
                (double) instants / format.sampleRate(),
                (double) promisedInstants / format.sampleRate());
    }
}
