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

    /**
     * @param instants how long the sound will be; −1 if that is not known
     * @param dither whether what comes has more depth than the format
     */
    static Outlet file(Path file, WavFormat format, long instants, boolean dither)
            throws IOException {
        PartFile part = new PartFile(file);
        try {
            WavWriter writer =
                    new WavWriter(part.channel(), file.toString(), format, instants, dither);
            return new Outlet(part, writer, format.channels());
        } catch (IOException e) {
            part.close();
            throw e;
        }
    }

    static Outlet standard(
            OutputStream out,
            WavFormat format,
            long instants,
            boolean dither,
            List<WavChunk> metadata)
            throws IOException {
        WavWriter writer = new WavWriter(out, "stdout", format, instants, dither, metadata);
        return new Outlet(null, writer, format.channels());
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
        if (part == null) {
            writer.close();
            return;
        }
        writer.append(metadata);
        writer.close();
        part.commit();
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
