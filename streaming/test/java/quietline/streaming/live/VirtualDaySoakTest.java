package quietline.streaming.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import quietline.Enhancer;
import quietline.streaming.Soak;
import quietline.streaming.live.LiveEvent.Kind;
import quietline.streaming.live.SimulatedMicrophone.Failure;

/** A day of sound at full speed, with jitter, clock drift and 100 losses of a device. */
@Tag("soak")
class VirtualDaySoakTest {

    private static final double DAY_MINUTES = 24 * 60;
    private static final double WARM_UP_SECONDS = 60;
    private static final double LOSS_SECONDS = 5;
    private static final double RETURN_SECONDS = 2;

    private final SimulatedSession session = new SimulatedSession();

    @Test
    void losesNothingUnannouncedAndKeepsHeap() {
        double minutes = Soak.minutes(DAY_MINUTES);
        int losses = Soak.losses(minutes);
        double load = Soak.load();
        session.devices(Enhancer.SAMPLE_RATE, 1, 200, 0.006, true);
        session.speaker.stores = false;
        Enhancer enhancer = Enhancer.create(Enhancer.defaultWeights(), Long.MAX_VALUE);
        session.build(enhancer::process, LatencyPolicy.NORMAL);
        session.run(WARM_UP_SECONDS);
        double heap = Soak.heapMegabytes();
        long started = System.nanoTime();
        double round = minutes * Soak.MINUTE_SECONDS / losses;
        for (int loss = 0; loss < losses; loss++) {
            session.run(round - LOSS_SECONDS - RETURN_SECONDS);
            lose(loss);
            assertEquals(loss + 1, returns(), session.events.toString());
            assertTrue(session.delaySeconds() < 0.35, session.delaySeconds() + " s");
        }
        double seconds = (System.nanoTime() - started) * 1e-9;
        double heapAfter = Soak.heapMegabytes();
        SoundPath path = session.engine.path;
        SoundAccounts.assertExact(path, session.microphone.given, session.microphone.opened);
        Soak.print(
                "%.2f h of sound in %.0f s, load average before %.2f: %,d hops, none lost"
                        + " unannounced; %d losses of a device, %d hops dropped, %d underruns;"
                        + " heap %.2f MB, then %.2f MB",
                minutes / 60,
                seconds,
                load,
                path.hops.get(),
                losses,
                path.droppedHops(),
                path.underruns.get(),
                heap,
                heapAfter);
        assertEquals(heap, heapAfter, 1, "MB on the heap");
    }

    private void lose(int loss) {
        if (loss % 2 == 0) {
            session.microphone.fail(Failure.values()[1 + loss / 2 % 3]);
        } else {
            session.speaker.dead = true;
        }
        session.run(LOSS_SECONDS);
        session.microphone.fail(Failure.NONE);
        session.speaker.dead = false;
        session.run(RETURN_SECONDS);
    }

    private long returns() {
        return session.kinds().stream()
                .filter(kind -> kind == Kind.INPUT_BACK || kind == Kind.OUTPUT_BACK)
                .count();
    }
}
