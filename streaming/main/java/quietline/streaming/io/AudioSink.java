package quietline.streaming.io;

import java.io.Closeable;
import java.io.IOException;

/**
 * Where sound goes: samples with full scale ±1, the channels of one instant side by side. Writes
 * block until all is taken; what lies beyond full scale is saturated where the format cannot hold
 * it.
 */
public interface AudioSink extends Closeable {

    void write(float[] from, int offset, int count) throws IOException;
}
