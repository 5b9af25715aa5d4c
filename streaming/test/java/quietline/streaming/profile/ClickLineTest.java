package quietline.streaming.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import quietline.streaming.live.OutputLine;
import quietline.streaming.profile.ClickLine.Click;

/** A delay of known length, without devices. */
class ClickLineTest {

    private static final int RATE = 48_000;
    private static final int SECONDS = 20;

    /** A speaker with two channels that keeps what it is given to play. */
    private static final class Tape implements OutputLine {

        private final float[] played = new float[2 * RATE * SECONDS];
        private int at;

        @Override
        public void write(float[] from, int offset, int count) {
            System.arraycopy(from, offset, played, at, count);
            at += count;
        }

        @Override
        public int sampleRate() {
            return RATE;
        }

        @Override
        public int channels() {
            return 2;
        }

        @Override
        public int queuedInstants() {
            return 0;
        }

        @Override
        public int bufferInstants() {
            return 0;
        }

        @Override
        public void close() {}
    }

    /**
     * Plays clicks to a session that receives them after {@code delay} samples, {@code gain} times
     * as loud.
     */
    private static List<Click> play(int delay, float gain) throws IOException {
        Tape tape = new Tape();
        Queue<Click> clicks = new ArrayDeque<>();
        OutputLine line = new ClickLine(tape, clicks);
        int piece = 317;
        float[] made = new float[2 * piece];
        for (int instant = 0; instant + piece <= RATE * SECONDS; instant += piece) {
            for (int i = 0; i < made.length; i++) {
                int from = 2 * (instant - delay) + i;
                made[i] = from < 0 ? 0 : gain * tape.played[from];
            }
            line.write(made, 0, made.length);
        }
        return List.copyOf(clicks);
    }

    @Test
    void measuresTheDelayToTheSample() throws IOException {
        for (int delay : new int[] {700, 3001, 12_345}) {
            List<Click> clicks = play(delay, 0.8f);
            assertTrue(clicks.size() >= 15, clicks.size() + " clicks");
            for (int i = 0; i < clicks.size(); i++) {
                assertFalse(clicks.get(i).isLost());
                assertEquals(delay / 48.0, clicks.get(i).latencyNanos() / 1e6, 1 / 48.0 + 1e-5);
                assertTrue(i == 0 || clicks.get(i).sentNanos() > clicks.get(i - 1).sentNanos());
            }
        }
    }

    /** In step with hops, clicks would measure only one moment of a hop. */
    @Test
    void spreadsClicksOverTheHop() throws IOException {
        int quarters = 0;
        for (Click click : play(3000, 1)) {
            quarters |= 1 << click.sentNanos() % 16_000_000 / 4_000_000;
        }
        assertEquals(0b1111, quarters);
    }

    @Test
    void countsClicksThatDoNotReturn() throws IOException {
        for (float gain : new float[] {0, 0.05f}) {
            List<Click> clicks = play(3000, gain);
            assertTrue(clicks.size() >= 5, clicks.size() + " clicks");
            assertTrue(clicks.stream().allMatch(Click::isLost));
        }
    }
}
