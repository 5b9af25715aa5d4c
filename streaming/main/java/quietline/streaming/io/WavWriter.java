package quietline.streaming.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/**
 * Writes RIFF WAV to a seekable file. The header is written twice: at the start with the length so
 * far, so that what a crash leaves can be read, and in {@link #close()} with the true one.
 */
public final class WavWriter implements AudioSink {

    private static final int BUFFER_SAMPLES = 4096;
    private static final long MOST_BYTES = 0xffffffffL;

    private final FileChannel file;
    private final String name;
    private final WavFormat format;
    private final ByteBuffer buffer;
    private long dataBytes;
    private long saturated;
    private boolean closed;

    /** Takes the channel over: closing the writer closes it. */
    public WavWriter(FileChannel file, String name, WavFormat format) throws IOException {
        this.file = file;
        this.name = name;
        this.format = format;
        this.buffer = ByteBuffer.allocate(BUFFER_SAMPLES * format.encoding().byteCount());
        writeFully(header());
    }

    private ByteBuffer header() {
        byte[] fmt = format.toBytes();
        boolean floating = format.encoding().floating();
        int bytes = 12 + 8 + fmt.length + (floating ? 12 : 0) + 8;
        long padded = dataBytes + (dataBytes & 1);
        ByteBuffer header = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        put(header, "RIFF", bytes - 8 + padded).put("WAVE".getBytes(StandardCharsets.US_ASCII));
        put(header, "fmt ", fmt.length).put(fmt);
        if (floating) {
            put(header, "fact", 4).putInt((int) (dataBytes / format.instantBytes()));
        }
        return put(header, "data", dataBytes).flip();
    }

    private static ByteBuffer put(ByteBuffer to, String id, long bytes) {
        return to.put(id.getBytes(StandardCharsets.US_ASCII)).putInt((int) bytes);
    }

    @Override
    public void write(float[] from, int offset, int count) throws IOException {
        SampleEncoding encoding = format.encoding();
        for (int done = 0; done < count; ) {
            int part = Math.min(BUFFER_SAMPLES, count - done);
            for (int i = 0; i < part; i++) {
                float sample = from[offset + done + i];
                if (encoding.saturates(sample)) {
                    saturated++;
                }
                encoding.encode(sample, buffer.array(), i * encoding.byteCount());
            }
            int bytes = part * encoding.byteCount();
            if (file.position() + bytes + 1 > MOST_BYTES) {
                throw new AudioException(name, "a WAV file cannot hold more than 4 GiB");
            }
            writeFully(buffer.limit(bytes).position(0));
            dataBytes += bytes;
            done += part;
        }
    }

    /** How many samples lay beyond full scale and were saturated. */
    public long saturated() {
        return saturated;
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (file) {
            if ((dataBytes & 1) == 1) {
                writeFully(ByteBuffer.allocate(1));
            }
            file.position(0);
            writeFully(header());
            file.force(true);
        }
    }

    private void writeFully(ByteBuffer bytes) throws IOException {
        try {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException e) {
            throw AudioException.of(name, e);
        }
    }
}
