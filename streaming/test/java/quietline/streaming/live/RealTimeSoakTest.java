package quietline.streaming.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import quietline.Enhancer;
import quietline.streaming.Soak;
import quietline.streaming.live.ClockedMicrophone.Hanging;
import quietline.streaming.live.LiveEvent.Kind;

/** Two hours of a session with its threads in real time, in which devices are lost 100 times. */
@Tag("soak")
class RealTimeSoakTest {

    private static final double TWO_HOURS = 120;
    private static final long WARM_UP_MILLIS = 5000;
    private static final long MOST_WAIT_MILLIS = 60_000;

    private final ClockedMicrophone microphone = new ClockedMicrophone();
    private final ClockedSpeaker speaker = new ClockedSpeaker();
    private final List<LiveEvent> events = new CopyOnWriteArrayList<>();

    @Test
    void losesNothingUnannouncedAndKeepsHeap() throws Exception {
        double minutes = Soak.minutes(TWO_HOURS);
        int losses = Soak.losses(minutes);
        double load = Soak.load();
        LiveSession session =
                new LiveSession(
                        microphone,
                        speaker,
                        new LiveEnhancer(Enhancer::create, new LiveFormat(Enhancer.SAMPLE_RATE, 1)),
                        LatencyPolicy.SAFE,
                        events::add);
        session.start();
        Thread.sleep(WARM_UP_MILLIS);
        double heap = Soak.heapMegabytes();
        double round = minutes * Soak.MINUTE_SECONDS / losses;
        for (int loss = 0; loss < losses; loss++) {
            long end = System.nanoTime() + (long) (1e9 * round);
            lose(loss % 2 == 0);
            Thread.sleep(Math.max(0, (end - System.nanoTime()) / 1_000_000));
        }
        double heapAfter = Soak.heapMegabytes();
        LiveStatistics last = session.statistics();
        session.stop();
        SoundAccounts.assertExact(session.engine.path, microphone.given, microphone.opened);
        Soak.print(
                "%.1f min, load average before %.2f, after %.2f: %,d hops, none lost unannounced;"
                        + " %d losses of a device, %d hops dropped, %d overruns, %d underruns;"
                        + " hop p99 %.0f µs; heap %.2f MB, then %.2f MB",
                last.uptimeSeconds() / Soak.MINUTE_SECONDS,
                load,
                Soak.load(),
                last.hops(),
                losses,
                last.droppedHops(),
                last.overruns(),
                last.underruns(),
                last.processingP99Micros(),
                heap,
                heapAfter);
        assertEquals(heap, heapAfter, 1, "MB on the heap");
    }

    /** Loses a device; waits until its loss and its return are announced. */
    private void lose(boolean input) throws InterruptedException {
        long lost = count(input ? Kind.INPUT_LOST : Kind.OUTPUT_LOST);
        long back = count(input ? Kind.INPUT_BACK : Kind.OUTPUT_BACK);
        if (input) {
            microphone.hanging = Hanging.UNTIL_CLOSED;
        } else {
            speaker.dead = true;
        }
        awaitMore(input ? Kind.INPUT_LOST : Kind.OUTPUT_LOST, lost);
        microphone.hanging = Hanging.NO;
        speaker.dead = false;
        awaitMore(input ? Kind.INPUT_BACK : Kind.OUTPUT_BACK, back);
    }

    private long count(Kind kind) {
        return events.stream().filter(event -> event.kind() == kind).count();
    }

    private void awaitMore(Kind kind, long before) throws InterruptedException {
        long end = System.nanoTime() + MOST_WAIT_MILLIS * 1_000_000;
        while (count(kind) == before) {
            if (System.nanoTime() > end) {
                throw new AssertionError("no " + kind + " in " + events);
            }
            Thread.sleep(5);
        }
    }
}
