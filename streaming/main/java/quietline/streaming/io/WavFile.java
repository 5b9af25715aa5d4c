package quietline.streaming.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A whole recording in memory, for programs that use Quietline as a library:
 *
 * <pre>{@code
 * WavFile noisy = WavFile.read(Path.of("noisy.wav"));
 * float[] clean = FullBandStream.enhance(noisy.channel(0), noisy.sampleRate());
 * noisy.with(clean).write(Path.of("clean.wav"));
 * }</pre>
 *
 * Long recordings are better read in pieces, by {@link Recordings#open(Path)}, and written by a
 * {@link WavWriter}, which needs constant memory.
 */
public final class WavFile {

    private static final int BLOCK_INSTANTS = 4096;

    private final WavFormat format;
    private final float[][] channels;

    private WavFile(WavFormat format, float[][] channels) {
        if (channels.length != format.channels()) {
            throw new IllegalArgumentException(
                    "%d channels, expected %d".formatted(channels.length, format.channels()));
        }
        for (float[] channel : channels) {
            if (channel.length != channels[0].length) {
                throw new IllegalArgumentException("channels of different lengths");
            }
        }
        this.format = format;
        this.channels = channels;
    }

    /** Returns a recording of these channels, to be written with 16 bits. */
    public static WavFile of(int sampleRate, float[]... channels) {
        return new WavFile(
                new WavFormat(SampleEncoding.PCM16, channels.length, sampleRate), channels);
    }

    /**
     * Reads WAV, AIFF or AU, and with ffmpeg on {@code PATH} whatever that can read.
     *
     * @throws IOException if the file cannot be read; its message names the file and the reason
     */
    public static WavFile read(Path file) throws IOException {
        try (Recording recording = Recordings.open(file)) {
            int count = recording.channels();
            float[] block = new float[BLOCK_INSTANTS * count];
            float[][] channels = new float[count][0];
            int length = 0;
            int read;
            while ((read = recording.read(block, 0, block.length)) >= 0) {
                int end = Math.addExact(length, read / count);
                for (int c = 0; c < count; c++) {
                    if (channels[c].length < end) {
                        channels[c] = Arrays.copyOf(channels[c], Math.max(end, 2 * length));
                    }
                    for (int i = length; i < end; i++) {
                        channels[c][i] = block[(i - length) * count + c];
                    }
                }
                length = end;
            }
            for (int c = 0; c < count; c++) {
                channels[c] = Arrays.copyOf(channels[c], length);
            }
            return new WavFile(recording.format(), channels);
        }
    }

    /** Returns a recording of other samples with the same encoding and sample rate. */
    public WavFile with(float[]... other) {
        return new WavFile(
                other.length == channels.length
                        ? format
                        : new WavFormat(format.encoding(), other.length, format.sampleRate()),
                other);
    }

    /** Writes the file, which appears complete or not at all; replaces an existing one. */
    public void write(Path file) throws IOException {
        try (PartFile part = new PartFile(file, true)) {
            int length = channels[0].length;
            try (WavWriter writer =
                    new WavWriter(part.channel(), file.toString(), format, length, false)) {
                float[] block = new float[BLOCK_INSTANTS * channels.length];
                for (int at = 0; at < length; at += BLOCK_INSTANTS) {
                    int instants = Math.min(BLOCK_INSTANTS, length - at);
                    for (int n = 0; n < instants * channels.length; n++) {
                        block[n] = channels[n % channels.length][at + n / channels.length];
                    }
                    writer.write(block, 0, instants * channels.length);
                }
            }
            part.commit();
        }
    }

    public int sampleRate() {
        return format.sampleRate();
    }

    public int channels() {
        return channels.length;
    }

    /** Returns the samples of one channel, full scale ±1; not a copy. */
    public float[] channel(int number) {
        return channels[number];
    }
}
