package quietline.streaming.batch;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import quietline.streaming.io.PartFile;
import quietline.streaming.io.WavChunk;
import quietline.streaming.io.WavFormat;
import quietline.streaming.io.WavWriter;

/** Where one signal is written as WAV: a file that appears whole or not at all, or stdout. */
final class Outlet implements Closeable {

    private final PartFile part;
    private final WavWriter writer;
    private final int channels;
    private float[] interleaved = new float[0];

    private Outlet(PartFile part, WavWriter writer, int channels) {
        this.part = part;
        this.writer = writer;
        this.channels = channels;
    }

    static Outlet file(Path file, WavFormat format, boolean dither) throws IOException {
        PartFile part = new PartFile(file);
        try {
            WavWriter writer = new WavWriter(part.channel(), file.toString(), format, dither);
            return new Outlet(part, writer, format.channels());
        } catch (IOException e) {
            part.close();
            throw e;
        }
    }

    /**
     * @param instants how long the sound will be; −1 if that is not known
     */
    static Outlet standard(OutputStream out, WavFormat format, boolean dither, long instants)
            throws IOException {
        return new Outlet(
                null,
                new WavWriter(out, "stdout", format, dither, instants),
                format.channels());
    }

    /** Writes so many instants, the channels given one by one. */
    void write(float[][] samples, int instants) throws IOException {
        int count = instants * channels;
        if (interleaved.length < count) {
            interleaved = new float[count];
        }
        for (int c = 0; c < channels; c++) {
            for (int i = 0; i < instants; i++) {
                interleaved[i * channels + c] = samples[c][i];
            }
        }
        writer.write(interleaved, 0, count);
    }

    long saturated() {
        return writer.saturated();
    }

    void commit(List<WavChunk> metadata) throws IOException {
        writer.setMetadata(metadata);
        writer.close();
        if (part != null) {
            part.commit();
        }
    }

    /** Gives the file up, from any thread; tells whether there was something to give up. */
    boolean abandon() throws IOException {
        if (part == null || !part.isOpen()) {
            return false;
        }
        part.close();
        return true;
    }

    @Override
    public void close() throws IOException {
        if (part != null) {
            part.close();
        }
    }
}
