package quietline.streaming.io;

import java.io.Closeable;
import java.io.IOException;

/**
 * A destination of audio: interleaved samples with full scale ±1. Writes block until all samples
 * are taken; formats that cannot hold values beyond full scale saturate them.
 */
public interface AudioSink extends Closeable {

    void write(float[] from, int offset, int count) throws IOException;
}
