package quietline.streaming.io;

import java.io.Closeable;
import java.io.IOException;

/**
 * A source of audio: interleaved samples with full scale ±1. Reads block until samples arrive or
 * the audio ends. One sample of every channel together is called an <i>instant</i> (a "frame" in
 * other programs, a word that here means one spectrum).
 */
public interface AudioSource extends Closeable {

    int sampleRate();

    int channels();

    /**
     * Reads up to {@code count} samples, all channels counted, and always whole instants.
     *
     * @return the number of samples read, at least one; −1 at the end
     */
    int read(float[] into, int offset, int count) throws IOException;
}
