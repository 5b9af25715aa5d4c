package quietline.streaming.batch;

import java.util.List;
import quietline.SpeechSegments.Segment;
import quietline.streaming.io.WavFormat;

/**
 * The figures of one enhanced recording.
 *
 * @param container the input's format, such as {@code WAV}
 * @param instants its length in samples of one channel
 * @param saturated the number of samples clipped in the output
 * @param nanos the processing time
 * @param speech when there is speech in any channel
 * @param warnings lines about anything wrong in the input
 */
public record Outcome(
        WavFormat input,
        WavFormat output,
        String container,
        long instants,
        long saturated,
        long nanos,
        NoiseLevels levels,
        List<Segment> speech,
        List<String> warnings) {

    public double audioSeconds() {
        return (double) instants / input.sampleRate();
    }

    public double seconds() {
        return nanos * 1e-9;
    }

    public double speechSeconds() {
        return speech.stream().mapToDouble(Segment::seconds).sum();
    }

    /** The attenuation of pauses in decibels; NaN if unknown. */
    public double reductionDecibels() {
        return levels.finding().reductionDecibels();
    }
}
