package quietline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;

/**
 * Times of speech from the probabilities of hops of 16 ms. Hops at or above the threshold are
 * speech, and so are gaps between them up to the longest pause; speech shorter than the shortest is
 * dropped.
 *
 * <pre>{@code
 * SpeechSegments segments = new SpeechSegments();
 * stream.setSpeechListener(segments);              // of a FullBandStream or EnhancerStream
 * }</pre>
 */
public final class SpeechSegments implements DoubleConsumer {

    public static final double THRESHOLD = 0.5;
    public static final double LONGEST_PAUSE_SECONDS = 0.2;
    public static final double SHORTEST_SECONDS = 0.08;

    private static final double HOP_SECONDS = (double) Enhancer.HOP_SAMPLES / Enhancer.SAMPLE_RATE;

    /** A stretch of speech, in seconds from the beginning of the recording. */
    public record Segment(double startSeconds, double endSeconds) {

        public double seconds() {
            return endSeconds - startSeconds;
        }
    }

    private final double threshold;
    private final long longestPauseHops;
    private final long shortestHops;
    private final List<Segment> ended = new ArrayList<>();
    private long hop;

    /** The first hop of the present segment, or -1 outside of one; and the hop after its last. */
    private long start = -1;

    private long end;

    public SpeechSegments() {
        this(THRESHOLD, LONGEST_PAUSE_SECONDS, SHORTEST_SECONDS);
    }

    public SpeechSegments(double threshold, double longestPauseSeconds, double shortestSeconds) {
        if (!(threshold > 0 && threshold < 1)) {
            throw new IllegalArgumentException(
                    "the threshold must be between 0 and 1, got " + threshold);
        }
        this.threshold = threshold;
        longestPauseHops = hops("longest pause", longestPauseSeconds);
        shortestHops = hops("shortest speech", shortestSeconds);
    }

    private static long hops(String what, double seconds) {
        if (!(seconds >= 0)) {
            throw new IllegalArgumentException(
                    "the %s must be 0 s or more, got %s".formatted(what, seconds));
        }
        return Math.round(seconds / HOP_SECONDS);
    }

    /** Returns the speech in a whole recording of one channel, by the default weights. */
    public static List<Segment> of(float[] recording, int sampleRate) {
        SpeechSegments segments = new SpeechSegments();
        FullBandStream.enhance(recording, sampleRate, segments);
        return segments.within((double) recording.length / sampleRate);
    }

    /** Takes the probability of the next hop. */
    @Override
    public void accept(double probability) {
        if (probability >= threshold) {
            if (start < 0) {
                start = hop;
            }
            end = hop + 1;
        } else if (start >= 0 && hop - end >= longestPauseHops) {
            if (end - start >= shortestHops) {
                ended.add(present());
            }
            start = -1;
        }
        hop++;
    }

    private Segment present() {
        return new Segment(start * HOP_SECONDS, end * HOP_SECONDS);
    }

    /** Returns the segments so far, the present one included. */
    public List<Segment> segments() {
        List<Segment> all = new ArrayList<>(ended);
        if (start >= 0 && end - start >= shortestHops) {
            all.add(present());
        }
        return List.copyOf(all);
    }

    /** As {@link #segments()}, ending with a recording that does not fill its last hop. */
    public List<Segment> within(double seconds) {
        return segments().stream()
                .map(s -> new Segment(s.startSeconds, Math.min(s.endSeconds, seconds)))
                .toList();
    }
}
