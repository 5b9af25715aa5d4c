package quietline.streaming.io;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/** Reads and writes all samples of a recording; reads in pieces that fit no buffer evenly. */
public final class Samples {

    private static final int PIECE_INSTANTS = 37;

    private Samples() {}

    static WavReader reader(byte[] wav) throws IOException {
        return new WavReader(new ByteArrayInputStream(wav), "x.wav");
    }

    /** Opens a new file. */
    public static FileChannel create(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** Writes a file in two pieces. */
    public static Path write(Path file, WavFormat format, float... samples) throws IOException {
        try (WavWriter writer = new WavWriter(create(file), file.toString(), format)) {
            int half = samples.length / 2;
            writer.write(samples, 0, half);
            writer.write(samples, half, samples.length - half);
        }
        return file;
    }

    /** Writes to a pipe. */
    static byte[] piped(WavFormat format, long promised, List<WavChunk> metadata, float... samples)
            throws IOException {
        ByteArrayOutputStream pipe = new ByteArrayOutputStream();
        try (WavWriter writer = new WavWriter(pipe, "-", format, promised, false, metadata)) {
            writer.write(samples, 0, samples.length);
        }
        return pipe.toByteArray();
    }

    public static float[] readAll(Path wav) throws IOException {
        try (WavReader reader = WavReader.open(wav)) {
            return readAll(reader);
        }
    }

    public static float[] readAll(AudioSource source) throws IOException {
        float[] piece = new float[PIECE_INSTANTS * source.channels()];
        float[] samples = new float[0];
        int size = 0;
        for (int count; (count = source.read(piece, 0, piece.length)) >= 0; size += count) {
            if (count == 0 || count % source.channels() != 0) {
                throw new AssertionError("read " + count + " samples");
            }
            if (samples.length < size + count) {
                samples = Arrays.copyOf(samples, 2 * (size + count));
            }
            System.arraycopy(piece, 0, samples, size, count);
        }
        return Arrays.copyOf(samples, size);
    }
}
