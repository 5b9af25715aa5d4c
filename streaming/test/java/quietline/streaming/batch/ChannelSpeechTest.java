package quietline.streaming.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import quietline.SpeechSegments.Segment;

class ChannelSpeechTest {

    /** Turns of 10 and 30 hops, in which first the left and then the right channel speaks. */
    @Test
    void isSpeechWhereAnyChannelSpeaks() {
        ChannelSpeech speech = new ChannelSpeech(2);
        turn(speech, 10, 1, 0);
        turn(speech, 0, 1, 1);
        turn(speech, 30, 0, 0.9);
        turn(speech, 30, 0, 0);
        assertEquals(List.of(new Segment(0, 0.64)), speech.within(2));
        assertEquals(List.of(new Segment(0, 0.5)), speech.within(0.5));
    }

    private static void turn(ChannelSpeech speech, int hops, double left, double right) {
        for (int hop = 0; hop < hops; hop++) {
            speech.channel(0).accept(left);
        }
        for (int hop = 0; hop < hops; hop++) {
            speech.channel(1).accept(right);
        }
        speech.endTurn();
    }
}
