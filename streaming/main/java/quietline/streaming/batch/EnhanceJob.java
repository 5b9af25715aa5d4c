package quietline.streaming.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import quietline.Enhancer;
import quietline.EnhancerStream;
import quietline.streaming.io.AudioException;
import quietline.streaming.io.PartFile;
import quietline.streaming.io.WavReader;
import quietline.streaming.io.WavWriter;

/**
 * One recording through one {@link Enhancer}: same length, same sample format, aligned to the
 * sample, in memory that does not grow with it. The output appears whole or not at all.
 */
public final class EnhanceJob {

    private static final int BLOCK_SAMPLES = 4096;

    private final Path input;
    private final Path output;
    private volatile PartFile part;

    public EnhanceJob(Path input, Path output) {
        this.input = input;
        this.output = output;
    }

    /**
     * What was done.
     *
     * @param samples how many samples came in and went out
     * @param saturated how many of them lay beyond full scale
     * @param nanos how long it took
     * @param warning what was odd about the input
     */
    public record Outcome(long samples, long saturated, long nanos, Optional<String> warning) {

        public double audioSeconds() {
            return (double) samples / Enhancer.SAMPLE_RATE;
        }

        public double seconds() {
            return nanos * 1e-9;
        }
    }

    public Path output() {
        return output;
    }

    /** Refuses what would destroy something; {@code replace} allows an existing output. */
    public void check(boolean replace) throws IOException {
        PartFile.check(input, output, replace);
    }

    /** About how many hops the input has, to judge what work lies ahead: two bytes are a sample. */
    public long expectedHops() throws IOException {
        return Files.isRegularFile(input) ? Files.size(input) / (2 * Enhancer.HOP_SAMPLES) : 0;
    }

    public Outcome run(Enhancer enhancer) throws IOException {
        long started = System.nanoTime();
        try (WavReader reader = WavReader.open(input)) {
            checkFormat(reader);
            try (PartFile file = new PartFile(output)) {
                part = file;
                WavWriter writer =
                        new WavWriter(file.channel(), output.toString(), reader.format());
                long samples = transfer(reader, new EnhancerStream(enhancer), writer);
                writer.close();
                file.commit();
                long nanos = System.nanoTime() - started;
                return new Outcome(samples, writer.saturated(), nanos, reader.warning());
            }
        }
    }

    private void checkFormat(WavReader reader) throws AudioException {
        if (reader.channels() != 1) {
            throw new AudioException(
                    input, "has %d channels, expected 1".formatted(reader.channels()));
        }
        if (reader.sampleRate() != Enhancer.SAMPLE_RATE) {
            throw new AudioException(
                    input,
                    "has a rate of %d Hz, expected %d"
                            .formatted(reader.sampleRate(), Enhancer.SAMPLE_RATE));
        }
    }

    private static long transfer(WavReader reader, EnhancerStream stream, WavWriter writer)
            throws IOException {
        float[] noisy = new float[BLOCK_SAMPLES];
        float[] clean = new float[0];
        long samples = 0;
        for (int count; (count = reader.read(noisy, 0, BLOCK_SAMPLES)) >= 0; ) {
            samples += count;
            if (clean.length < stream.maxOutput(count)) {
                clean = new float[stream.maxOutput(BLOCK_SAMPLES)];
            }
            writer.write(clean, 0, stream.push(noisy, 0, count, clean, 0));
        }
        writer.write(clean, 0, stream.flush(clean, 0));
        return samples;
    }

    /**
     * Gives the output up, from any thread; {@link #run} then fails.
     *
     * @return whether there was something to give up
     */
    public boolean abandon() throws IOException {
        PartFile file = part;
        if (file == null || !file.isOpen()) {
            return false;
        }
        file.close();
        return true;
    }
}
