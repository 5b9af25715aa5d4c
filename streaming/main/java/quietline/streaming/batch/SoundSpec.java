package quietline.streaming.batch;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import quietline.streaming.io.SampleEncoding;
import quietline.streaming.io.SampleLayout;
import quietline.streaming.io.SoundFormat;
import quietline.streaming.io.WavChunk;
import quietline.streaming.io.WavFormat;

/**
 * The contents of an output.
 *
 * @param heard the input's format
 * @param format the output's
 * @param inputInstants the input's length; −1 if unknown
 * @param metadata the input's chunks that precede its sound
 * @param raw the layout of raw samples for a pipe or device; empty for WAV
 * @param source the input to copy other tracks and tags from; empty if it is no file
 * @param whole whether the output begins and ends with that input
 */
record SoundSpec(
        WavFormat heard,
        WavFormat format,
        long inputInstants,
        List<WavChunk> metadata,
        Optional<SampleLayout> raw,
        Optional<Path> source,
        boolean whole) {

    /** The same in the format that a file's extension promises. */
    SoundSpec in(Path file) {
        WavFormat adapted = SoundFormat.of(file).orElse(SoundFormat.WAV).adapted(format);
        return new SoundSpec(heard, adapted, inputInstants, metadata, raw, source, whole);
    }

    int inputRate() {
        return heard.sampleRate();
    }

    /** Whether to dither, because the samples have more depth than the format. */
    boolean dither() {
        return depth(format.encoding()) < depth(heard.encoding());
    }

    /** The bits of resolution. */
    private static int depth(SampleEncoding encoding) {
        return switch (encoding) {
            case PCM8 -> 8;
            case ALAW, MULAW -> 14;
            case PCM16 -> 16;
            case PCM24, FLOAT32 -> 24;
            case PCM32, FLOAT64 -> 32;
        };
    }

    /** The output's length in instants; −1 if unknown. */
    long instants() {
        return promised(inputInstants, inputRate(), format.sampleRate());
    }

    /**
     * Returns the output's length in instants; −1 if unknown.
     *
     * @param instants the length that the input's header states, which may be any number
     */
    static long promised(long instants, int inputRate, int outputRate) {
        if (instants < 0 || instants > (Long.MAX_VALUE - inputRate) / outputRate) {
            return -1;
        }
        return (instants * outputRate + inputRate - 1) / inputRate;
    }
}
