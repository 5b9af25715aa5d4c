package quietline.streaming.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import quietline.streaming.io.AudioException;
import quietline.streaming.io.Recording;
import quietline.streaming.io.Recordings;

/**
 * A whole recording in memory.
 *
 * @param channels the samples of each channel
 * @param warning anything wrong with the file
 */
record LoadedSound(Path file, int sampleRate, float[][] channels, Optional<String> warning) {

    private static final int BLOCK_INSTANTS = 4096;
    private static final int MOST_INSTANTS = 1 << 30;

    static LoadedSound load(Path file) throws IOException {
        try (Recording source = Recordings.open(file)) {
            int width = source.channels();
            float[] block = new float[BLOCK_INSTANTS * width];
            float[][] channels = new float[width][BLOCK_INSTANTS];
            int instants = 0;
            for (int count; (count = source.read(block, 0, block.length)) >= 0; ) {
                int more = count / width;
                if (instants > MOST_INSTANTS - more) {
                    throw new AudioException(
                            file, "is longer than %,d samples".formatted(MOST_INSTANTS));
                }
                for (int channel = 0; channel < width; channel++) {
                    if (channels[channel].length < instants + more) {
                        channels[channel] = Arrays.copyOf(channels[channel], 2 * instants + more);
                    }
                    for (int i = 0; i < more; i++) {
                        channels[channel][instants + i] = block[i * width + channel];
                    }
                }
                instants += more;
            }
            if (instants == 0) {
                throw new AudioException(file, "contains no audio");
            }
            return new LoadedSound(file, source.sampleRate(), channels, source.warning())
                    .cut(instants);
        }
    }

    int instants() {
        return channels[0].length;
    }

    double seconds() {
        return (double) instants() / sampleRate;
    }

    LoadedSound cut(int instants) {
        float[][] cut = new float[channels.length][];
        Arrays.setAll(cut, channel -> Arrays.copyOf(channels[channel], instants));
        return new LoadedSound(file, sampleRate, cut, warning);
    }

    /** Refuses a recording that cannot be compared with the reference sample by sample. */
    void checkComparable(LoadedSound reference, int toleratedInstants) throws AudioException {
        if (sampleRate != reference.sampleRate) {
            throw new AudioException(
                    file,
                    "has a sample rate of %d Hz, expected %d as in %s"
                            .formatted(sampleRate, reference.sampleRate, reference.file));
        }
        if (channels.length != reference.channels.length) {
            throw new AudioException(
                    file,
                    "has a channel count of %d, expected %d as in %s"
                            .formatted(channels.length, reference.channels.length, reference.file));
        }
        if (Math.abs(instants() - reference.instants()) > toleratedInstants) {
            throw new AudioException(
                    file,
                    String.format(
                            Locale.ROOT,
                            "lasts %.3f s, expected %.3f s as in %s",
                            seconds(),
                            reference.seconds(),
                            reference.file));
        }
    }
}
