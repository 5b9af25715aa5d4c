package quietline.streaming.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import quietline.streaming.live.OutputDevice;
import quietline.streaming.live.OutputLine;

/** A loop of known length, without devices. */
class ClickLoopTest {

    private static final int RATE = 48_000;
    private static final int SECONDS = 20;

    /** A speaker that keeps what it was given to play, two channels. */
    private static final class Tape implements OutputDevice, OutputLine {

        private final float[] played = new float[2 * RATE * SECONDS];
        private int at;

        @Override
        public String name() {
            return "tape";
        }

        @Override
        public OutputLine open() {
            return this;
        }

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

    /** What was played so many instants ago, so much quieter, is what the session makes now. */
    private static ClickLoop loop(int delay, float gain) throws IOException {
        Tape tape = new Tape();
        ClickLoop loop = new ClickLoop(tape);
        OutputLine line = loop.open();
        int piece = 317;
        float[] made = new float[2 * piece];
        for (int instant = 0; instant + piece <= RATE * SECONDS; instant += piece) {
            for (int i = 0; i < made.length; i++) {
                int from = 2 * (instant - delay) + i;
                made[i] = from < 0 ? 0 : gain * tape.played[from];
            }
            line.write(made, 0, made.length);
        }
        return loop;
    }

    @Test
    void theDelayIsFoundToTheSample() throws IOException {
        for (int delay : new int[] {700, 3001, 12_345}) {
            ClickLoop loop = loop(delay, 0.8f);
            assertTrue(loop.returned() >= 15, loop.returned() + " clicks");
            assertEquals(0, loop.lost());
            for (int i = 0; i < loop.returned(); i++) {
                assertEquals(delay / 48.0, loop.latencyNanos(i) / 1e6, 1 / 48.0 + 1e-5);
                assertTrue(i == 0 || loop.sentNanos(i) > loop.sentNanos(i - 1));
            }
        }
    }

    /** They are not in step with hops, or only one moment of a hop would be measured. */
    @Test
    void clicksAreSpreadOverTheHop() throws IOException {
        ClickLoop loop = loop(3000, 1);
        int quarters = 0;
        for (int i = 0; i < loop.returned(); i++) {
            quarters |= 1 << loop.sentNanos(i) % 16_000_000 / 4_000_000;
        }
        assertEquals(0b1111, quarters);
    }

    @Test
    void whatDoesNotComeBackIsLost() throws IOException {
        ClickLoop silent = loop(3000, 0);
        assertEquals(0, silent.returned());
        assertTrue(silent.lost() >= 5, silent.lost() + " lost");
        assertEquals(0, loop(3000, 0.05f).returned());
    }
}
