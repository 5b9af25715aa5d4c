package quietline.streaming.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import quietline.streaming.live.LiveEvent.Kind;

class DeviceKeeperTest {

    private static final long SECOND = 1_000_000_000L;

    private final List<String> said = new ArrayList<>();
    private final Signal supervisor = new Signal();
    private final DeviceKeeper<Line> keeper =
            new DeviceKeeper<>(
                    "microphone",
                    new DeviceKeeper.Kinds(Kind.INPUT_OPENED, Kind.INPUT_LOST, Kind.INPUT_BACK),
                    Line::new,
                    event -> said.add(event.message()),
                    new Signal(),
                    supervisor);

    /** One whose reader complains as soon as it is closed under its hands. */
    private final class Line implements OpenLine {
        @Override
        public double zeroSeconds() {
            return 0;
        }

        @Override
        public boolean failsWhenLost() {
            return true;
        }

        @Override
        public void close() {
            keeper.lose(this, "closed");
        }
    }

    /** Else it might not look for a fifth of a second. */
    @Test
    void aLossWakesTheSupervisor() {
        keeper.look(0);
        supervisor.await(1);
        keeper.lose(keeper.line(), "gone");
        long start = System.nanoTime();
        supervisor.await(60 * SECOND);
        assertTrue(System.nanoTime() - start < 30 * SECOND, "it slept on");
    }

    @Test
    void whatIsSaidIsWhyItWasLostAndNotWhatCameOfThat() {
        keeper.look(0);
        keeper.look(SECOND);
        keeper.look(3 * SECOND);
        assertEquals(
                List.of(
                        "microphone: is open",
                        "microphone: stands still; trying again every half second"),
                said);
    }
}
