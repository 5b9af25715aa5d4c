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

/** Writes one signal as WAV to stdout or to a file that appears complete or not at all. */
final class WavOutput implements Closeable {

    private final PartFile part;
    private final WavWriter writer;
    private final int channels;
    private float[] interleaved = new float[0];

    private WavOutput(PartFile part, WavWriter writer, int channels) {
        this.part = part;
        this.writer = writer;
        this.channels = channels;
    }

    /**
     * @param instants the length; −1 if unknown
     * @param dither whether to dither, because the samples have more depth than the format
     */
    static WavOutput file(Path file, WavFormat format, long instants, boolean dither)
            throws IOException {
        PartFile part = new PartFile(file);
        try {
            WavWriter writer =
                    new WavWriter(part.channel(), file.toString(), format, instants, dither);
            return new WavOutput(part, writer, format.channels());
        } catch (IOException e) {
            part.close();
            throw e;
        }
    }

    static WavOutput standard(
            OutputStream out,
            WavFormat format,
            long instants,
            boolean dither,
            List<WavChunk> metadata)
            throws IOException {
        WavWriter writer = new WavWriter(out, "stdout", format, instants, dither, metadata);
        return new WavOutput(null, writer, format.channels());
    }

    /** Writes samples given as one array per channel. */
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

    /** Deletes an unfinished file; returns whether there was one. Callable from any thread. */
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
