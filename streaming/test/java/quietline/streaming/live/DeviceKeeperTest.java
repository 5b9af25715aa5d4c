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

    /** A line whose reader reports a loss as soon as it is closed. */
    private final class Line implements OpenLine {
        @Override
        public String deviceName() {
            return "";
        }

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
            keeper.reportLost(this, "closed");
        }
    }

    /** Without a signal, the supervisor may check only after 0.2 s. */
    @Test
    void wakesSupervisorOnLoss() {
        keeper.check(0);
        supervisor.await(1);
        keeper.reportLost(keeper.line(), "gone");
        long start = System.nanoTime();
        supervisor.await(60 * SECOND);
        assertTrue(System.nanoTime() - start < 30 * SECOND, "woke by timeout");
    }

    @Test
    void reportsOnlyFirstReasonOfLoss() {
        keeper.check(0);
        keeper.check(SECOND);
        keeper.check(3 * SECOND);
        assertEquals(
                List.of("microphone: is open", "microphone: hangs; retrying every 0.5 s"), said);
    }
}
