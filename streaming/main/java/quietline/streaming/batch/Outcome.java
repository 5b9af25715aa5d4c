package quietline.streaming.batch;

import java.util.List;
import quietline.streaming.io.WavFormat;

/**
 * What was done to one recording.
 *
 * @param container what the input was, such as {@code WAV}
 * @param instants how long it is, in samples of one channel
 * @param saturated how many samples written lay beyond full scale
 * @param nanos how long it took
 * @param warnings what was odd about the input, each a line
 */
public record Outcome(
        WavFormat input,
        WavFormat output,
        String container,
        long instants,
        long saturated,
        long nanos,
        NoiseLevels levels,
        List<String> warnings) {

    public double audioSeconds() {
        return (double) instants / input.sampleRate();
    }

    public double seconds() {
        return nanos * 1e-9;
    }

    /** By how many decibels pauses became quieter; not a number where there is nothing to tell. */
    public double reductionDecibels() {
        return levels.finding().reductionDecibels();
    }
}
