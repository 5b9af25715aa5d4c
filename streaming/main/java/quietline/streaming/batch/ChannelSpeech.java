package quietline.streaming.batch;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;
import quietline.SpeechSegments;
import quietline.SpeechSegments.Segment;

/**
 * The speech of a recording's channels together: a hop is as probably speech as in the channel
 * where it is most so. Each channel may be heard by a thread of its own, until the turn ends.
 */
final class ChannelSpeech {

    private final SpeechSegments segments = new SpeechSegments();
    private final int[] taken;
    private final double[][] heard;

    ChannelSpeech(int channels) {
        taken = new int[channels];
        heard = new double[channels][0];
    }

    /** Returns what takes the probabilities of one channel's hops. */
    DoubleConsumer channel(int channel) {
        return probability -> add(channel, probability);
    }

    private void add(int channel, double probability) {
        int hop = taken[channel]++;
        if (hop == heard[channel].length) {
            heard[channel] = Arrays.copyOf(heard[channel], 2 * hop + 1);
        }
        heard[channel][hop] = probability;
    }

    /** Ends a turn, in which every channel has had the same hops. */
    void endTurn() {
        for (int hop = 0; hop < taken[0]; hop++) {
            double highest = 0;
            for (double[] channel : heard) {
                highest = Math.max(highest, channel[hop]);
            }
            segments.accept(highest);
        }
        Arrays.fill(taken, 0);
    }

    List<Segment> within(double seconds) {
        return segments.within(seconds);
    }
}
