package quietline.streaming.batch;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import quietline.dsp.Resampler;
import quietline.streaming.io.AudioException;
import quietline.streaming.io.FfmpegEncoder;
import quietline.streaming.io.FileKind;
import quietline.streaming.io.PartFile;
import quietline.streaming.io.SoundFormat;
import quietline.streaming.io.WavChunk;
import quietline.streaming.io.WavWriter;

/**
 * Writes one signal, resampled if need be, as WAV or raw samples to stdout, or to a file that
 * appears complete or not at all: WAV, or what ffmpeg encodes.
 */
final class SoundOutput implements Closeable {

    private static final long CHECK_NANOS = 1_000_000_000;

    private final Path file;
    private final PartFile part;
    private final FfmpegEncoder encoder;
    private final WavWriter writer;
    private final int channels;

    /** One for each channel; empty if the rate stays. */
    private final Resampler[] resamplers;

    private float[] interleaved = new float[0];
    private long checkedNanos = System.nanoTime();

    /** Without a file, writes to a stream; without an encoder, WAV. */
    private SoundOutput(
            Path file, PartFile part, FfmpegEncoder encoder, WavWriter writer, SoundSpec spec) {
        this.file = file;
        this.part = part;
        this.encoder = encoder;
        this.writer = writer;
        channels = spec.format().channels();
        int rate = spec.format().sampleRate();
        resamplers = new Resampler[spec.inputRate() == rate ? 0 : channels];
        Arrays.setAll(resamplers, c -> new Resampler(spec.inputRate(), rate));
    }

    /**
     * Writes to a file, or from beginning to end to a named pipe or device.
     *
     * @param replace whether a file that exists in the end may be replaced
     * @param origin for {@code --resume}; null if unknown
     */
    static SoundOutput file(Path file, boolean replace, SoundSpec wav, Origin origin)
            throws IOException {
        if (FileKind.of(file).isStream()) {
            OutputStream out;
            try {
                out = Files.newOutputStream(file, StandardOpenOption.WRITE);
            } catch (IOException e) {
                throw AudioException.of(file, e);
            }
            return new SoundOutput(null, null, null, stream(out, file.toString(), wav), wav);
        }
        SoundFormat format = SoundFormat.of(file).orElse(SoundFormat.WAV);
        if (format.isVideo() && wav.source().isEmpty()) {
            throw new AudioException(file, "a video is made from a file only, not from a pipe");
        }
        SoundSpec spec = wav.in(file);
        PartFile part = new PartFile(file, replace);
        FfmpegEncoder encoder = null;
        try {
            if (format != SoundFormat.WAV) {
                String comment = origin == null ? "" : origin.text();
                encoder =
                        new FfmpegEncoder(
                                file, part, spec.format(), spec.source(), spec.whole(), comment);
            }
            WavWriter writer = encoder == null ? wav(part, file, spec) : pipe(encoder, file, spec);
            return new SoundOutput(file, part, encoder, writer, spec);
        } catch (IOException e) {
            IOException reason = encoder == null ? e : encoder.failure();
            part.close();
            throw reason;
        }
    }

    private static WavWriter wav(PartFile part, Path file, SoundSpec spec) throws IOException {
        return new WavWriter(
                part.channel(), file.toString(), spec.format(), spec.instants(), spec.dither());
    }

    private static WavWriter pipe(FfmpegEncoder encoder, Path file, SoundSpec spec)
            throws IOException {
        return new WavWriter(
                encoder.input(),
                file.toString(),
                spec.format(),
                -1,
                spec.dither(),
                spec.metadata());
    }

    static SoundOutput standard(OutputStream out, SoundSpec spec) throws IOException {
        return new SoundOutput(null, null, null, stream(out, "stdout", spec), spec);
    }

    private static WavWriter stream(OutputStream out, String name, SoundSpec spec)
            throws IOException {
        return spec.raw().isPresent()
                ? WavWriter.raw(out, name, spec.format(), spec.raw().get(), spec.dither())
                : new WavWriter(
                        out, name, spec.format(), spec.instants(), spec.dither(), spec.metadata());
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
        if (channels == 1) {
            writeInterleaved(samples[0], instants);
            return;
        }
        int count = instants * channels;
        if (interleaved.length < count) {
            interleaved = new float[count];
        }
        for (int c = 0; c < channels; c++) {
            for (int i = 0; i < instants; i++) {
                interleaved[i * channels + c] = samples[c][i];
            }
        }
        writeInterleaved(interleaved, count);
    }

    private void writeInterleaved(float[] samples, int count) throws IOException {
        try {
            writer.write(samples, 0, count);
        } catch (IOException e) {
            throw encoder == null ? e : encoder.failure();
        }
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
        if (encoder == null) {
            writer.append(metadata);
            writer.close();
        } else {
            encoder.finish();
        }
        part.commit();
    }

    /** After {@link #commit}: lines about what is odd in the file. */
    List<String> warnings() {
        return encoder == null ? List.of() : encoder.warnings();
    }

    /** Deletes an unfinished file; returns whether there was one. Callable from any thread. */
    boolean abandon() throws IOException {
        if (part == null || !part.isOpen()) {
            return false;
        }
        discard();
        return true;
    }

    private void discard() throws IOException {
        if (encoder != null) {
            encoder.close();
        }
        part.close();
    }

    @Override
    public void close() throws IOException {
        if (part != null) {
            discard();
        }
    }
}
