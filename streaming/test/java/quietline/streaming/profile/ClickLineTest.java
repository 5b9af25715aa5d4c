package quietline.streaming.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import quietline.streaming.live.OutputLine;

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
     * Plays clicks to a session that hears them after {@code delay} samples, {@code gain} times as
     * loud.
     */
    private static ClickTimes play(int delay, float gain) throws IOException {
        Tape tape = new Tape();
        ClickTimes times = new ClickTimes();
        OutputLine line = new ClickLine(tape, times);
        int piece = 317;
        float[] made = new float[2 * piece];
        for (int instant = 0; instant + piece <= RATE * SECONDS; instant += piece) {
            for (int i = 0; i < made.length; i++) {
                int from = 2 * (instant - delay) + i;
                made[i] = from < 0 ? 0 : gain * tape.played[from];
            }
            line.write(made, 0, made.length);
        }
        return times;
    }

    @Test
    void measuresTheDelayToTheSample() throws IOException {
        for (int delay : new int[] {700, 3001, 12_345}) {
            ClickTimes times = play(delay, 0.8f);
            assertTrue(times.returned() >= 15, times.returned() + " clicks");
            assertEquals(0, times.lost());
            for (int i = 0; i < times.returned(); i++) {
                assertEquals(delay / 48.0, times.latencyNanos(i) / 1e6, 1 / 48.0 + 1e-5);
                assertTrue(i == 0 || times.sentNanos(i) > times.sentNanos(i - 1));
            }
        }
    }

    /** In step with hops, clicks would measure only one moment of a hop. */
    @Test
    void spreadsClicksOverTheHop() throws IOException {
        ClickTimes times = play(3000, 1);
        int quarters = 0;
        for (int i = 0; i < times.returned(); i++) {
            quarters |= 1 << times.sentNanos(i) % 16_000_000 / 4_000_000;
        }
        assertEquals(0b1111, quarters);
    }

    @Test
    void countsClicksThatDoNotReturn() throws IOException {
        ClickTimes silent = play(3000, 0);
        assertEquals(0, silent.returned());
        assertTrue(silent.lost() >= 5, silent.lost() + " lost");
        assertEquals(0, play(3000, 0.05f).returned());
    }
}
