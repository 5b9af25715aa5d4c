package quietline.streaming.io;

import java.io.Closeable;
import java.io.IOException;

/**
 * Where sound comes from: samples with full scale ±1, the channels of one instant side by side.
 * Reads block until there is something or the sound has ended.
 */
public interface AudioSource extends Closeable {

    int sampleRate();

    int channels();

    /**
     * Reads up to {@code count} samples, all channels counted, in whole instants.
     *
     * @return how many were read, at least one; −1 once the sound has ended
     */
    int read(float[] into, int offset, int count) throws IOException;
}
