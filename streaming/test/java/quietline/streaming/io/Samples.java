package quietline.streaming.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads all samples of a source, in pieces that fit no buffer evenly. */
public final class Samples {

    private static final int PIECE_INSTANTS = 37;

    private Samples() {}

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
