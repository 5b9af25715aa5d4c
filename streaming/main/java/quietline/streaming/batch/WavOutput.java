package quietline.streaming.batch;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import quietline.dsp.Resampler;
import quietline.streaming.io.FileKind;
import quietline.streaming.io.PartFile;
import quietline.streaming.io.SampleLayout;
import quietline.streaming.io.WavChunk;
import quietline.streaming.io.WavFormat;
import quietline.streaming.io.WavWriter;

/**
 * Writes one signal, resampled if need be, as WAV or raw samples to stdout, or as WAV to a file
 * that appears complete or not at all.
 */
final class WavOutput implements Closeable {

    private static final long CHECK_NANOS = 1_000_000_000;

    private final Path file;
    private final PartFile part;
    private final WavWriter writer;
    private final int channels;

    /** One for each channel; empty if the rate stays. */
    private final Resampler[] resamplers;

    private float[] interleaved = new float[0];
    private long checkedNanos = System.nanoTime();

    /** Without a file, writes to a stream. */
    private WavOutput(Path file, PartFile part, WavWriter writer, int inputRate, WavFormat format) {
        this.file = file;
        this.part = part;
        this.writer = writer;
        channels = format.channels();
        resamplers = new Resampler[inputRate == format.sampleRate() ? 0 : channels];
        Arrays.setAll(resamplers, c -> new Resampler(inputRate, format.sampleRate()));
    }

    /**
     * Writes to a file, or from beginning to end to a named pipe or device.
     *
     * @param replace whether a file that exists in the end may be replaced
     * @param inputRate the sample rate of what is written
     * @param instants the length; −1 if unknown
     * @param dither whether to dither, because the samples have more depth than the format
     * @param metadata chunks for a pipe or device, which {@link #commit} cannot append
     * @param raw the layout of raw samples for a pipe or device; empty for WAV
     */
    static WavOutput file(
            Path file,
            boolean replace,
            int inputRate,
            WavFormat format,
            long instants,
            boolean dither,
            List<WavChunk> metadata,
            Optional<SampleLayout> raw)
            throws IOException {
        if (FileKind.of(file).isStream()) {
            OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE);
            WavWriter writer =
                    stream(out, file.toString(), format, instants, dither, metadata, raw);
            return new WavOutput(null, null, writer, inputRate, format);
        }
        PartFile part = new PartFile(file, replace);
        try {
            WavWriter writer =
                    new WavWriter(part.channel(), file.toString(), format, instants, dither);
            return new WavOutput(file, part, writer, inputRate, format);
        } catch (IOException e) {
            part.close();
            throw e;
        }
    }

    static WavOutput standard(
            OutputStream out,
            int inputRate,
            WavFormat format,
            long instants,
            boolean dither,
            List<WavChunk> metadata,
            Optional<SampleLayout> raw)
            throws IOException {
        WavWriter writer = stream(out, "stdout", format, instants, dither, metadata, raw);
        return new WavOutput(null, null, writer, inputRate, format);
    }

    private static WavWriter stream(
            OutputStream out,
            String name,
            WavFormat format,
            long instants,
            boolean dither,
            List<WavChunk> metadata,
            Optional<SampleLayout> raw)
            throws IOException {
        return raw.isPresent()
                ? WavWriter.raw(out, name, format, raw.get(), dither)
                : new WavWriter(out, name, format, instants, dither, metadata);
    }

    /** Writes samples given as one array per channel. */
    void write(float[][] samples, int instants) throws IOException {
        checkFolder();
        if (resamplers.length == 0) {
            interleave(samples, instants);
            return;
        }
        float[][] out = new float[channels][];
        int ready = 0;
        for (int c = 0; c < channels; c++) {
            out[c] = new float[resamplers[c].maxOutput(instants)];
            ready = resamplers[c].push(samples[c], 0, instants, out[c], 0);
        }
        interleave(out, ready);
    }

    /** Notices that the folder was deleted, which the system would report only at the end. */
    private void checkFolder() throws IOException {
        long now = System.nanoTime();
        if (file != null && now - checkedNanos > CHECK_NANOS) {
            checkedNanos = now;
            PartFile.checkFolder(file);
        }
    }

    private void flush() throws IOException {
        float[][] out = new float[channels][];
        int ready = 0;
        for (int c = 0; c < resamplers.length; c++) {
            out[c] = new float[resamplers[c].pending()];
            ready = resamplers[c].flush(out[c], 0);
        }
        interleave(out, ready);
    }

    private void interleave(float[][] samples, int instants) throws IOException {
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
        flush();
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
