package quietline.streaming.io;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A part of another recording. What follows the part is never waited for. */
final class ExcerptRecording implements Recording {

    private static final int BLOCK_INSTANTS = 4096;

    private final Recording whole;
    private final long start;
    private final long instants;
    private final float[] ahead;
    private int aheadSamples;
    private long left;

    /** Times are in seconds. */
    ExcerptRecording(Recording whole, double from, double duration, String name)
            throws IOException {
        this.whole = whole;
        start = Math.round(from * whole.sampleRate());
        instants = Math.max(1, Math.round(duration * whole.sampleRate()));
        left = instants;
        ahead = new float[channels()];
        long skipped = skip();
        if (start > 0 && !readAhead()) {
            throw new AudioException(
                    name,
                    String.format(
                            Locale.ROOT,
                            "lasts only %.3f s, but --start is %.3f s",
                            (double) skipped / whole.sampleRate(),
                            from));
        }
    }

    private long skip() throws IOException {
        float[] block = new float[BLOCK_INSTANTS * channels()];
        long done = 0;
        while (done < start) {
            int most = (int) Math.min(BLOCK_INSTANTS, start - done) * channels();
            int count = whole.read(block, 0, most);
            if (count < 0) {
                break;
            }
            done += count / channels();
        }
        return done;
    }

    /** Reads one instant, without which the part would be empty. */
    private boolean readAhead() throws IOException {
        aheadSamples = Math.max(0, whole.read(ahead, 0, ahead.length));
        return aheadSamples > 0;
    }

    @Override
    public int read(float[] into, int offset, int count) throws IOException {
        if (left == 0) {
            return -1;
        }
        int most = (int) Math.min(count, Math.min(left, count) * channels());
        int samples = aheadSamples > 0 ? takeAhead(into, offset) : whole.read(into, offset, most);
        left -= Math.max(0, samples) / channels();
        return samples;
    }

    private int takeAhead(float[] into, int offset) {
        int samples = aheadSamples;
        System.arraycopy(ahead, 0, into, offset, samples);
        aheadSamples = 0;
        return samples;
    }

    @Override
    public WavFormat format() {
        return whole.format();
    }

    @Override
    public long promisedInstants() {
        return within(whole.promisedInstants());
    }

    @Override
    public long expectedInstants() {
        return within(whole.expectedInstants());
    }

    private long within(long length) {
        return length < 0 ? -1 : Math.min(instants, Math.max(0, length - start));
    }

    @Override
    public Optional<String> warning() {
        return whole.warning();
    }

    @Override
    public List<WavChunk> metadata() {
        return whole.metadata();
    }

    @Override
    public String container() {
        return whole.container();
    }

    @Override
    public void close() throws IOException {
        whole.close();
    }
}
