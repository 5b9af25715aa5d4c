package quietline.streaming.batch;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;
import quietline.SpeechSegments;
import quietline.SpeechSegments.Segment;

/**
 * The speech of a recording's channels together: a hop is as probably speech as in the channel
 * where it is most so. The channels take the same samples in turn, the first one first.
 */
final class ChannelSpeech {

    private final SpeechSegments segments = new SpeechSegments();
    private final int[] taken;
    private double[] highest = new double[0];

    ChannelSpeech(int channels) {
        taken = new int[channels];
    }

    /** Returns what takes the probabilities of one channel's hops. */
    DoubleConsumer channel(int channel) {
        return probability -> add(channel, probability);
    }

    private void add(int channel, double probability) {
        int hop = taken[channel]++;
        if (hop == highest.length) {
            highest = Arrays.copyOf(highest, 2 * hop + 1);
        }
        highest[hop] = channel == 0 ? probability : Math.max(highest[hop], probability);
    }

    /** Ends a turn, in which every channel has had the same hops. */
    void endTurn() {
        for (int hop = 0; hop < taken[0]; hop++) {
            segments.accept(highest[hop]);
        }
        Arrays.fill(taken, 0);
    }

    List<Segment> within(double seconds) {
        return segments.within(seconds);
    }
}
