package quietline.streaming.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A session on a machine that is too busy for a minute, in simulated time. */
class LoadRecoveryTest {

    private static final double HOP_SECONDS = 0.016;

    @ParameterizedTest(name = "{0} stalls, speaker at {1} ppm, tells its queue: {2}")
    @CsvSource({
        "worker, 0, true",
        "worker, 200, false",
        "playback, -200, true",
        "microphone, 200, true",
    })
    void returnsToNormalDelayWithin30Seconds(String stalled, double ppm, boolean tellsQueue) {
        SimulatedSession session =
                SimulatedSession.of(ppm, 0.003, tellsQueue, LatencyPolicy.NORMAL);
        session.speaker.stores = false;
        session.run(120);
        double normal = session.delaySeconds();
        load(session, stalled);
        long underruns = session.engine.path.underruns.get();
        assertTrue(underruns >= 20, underruns + " underruns");
        assertTrue(session.delaySeconds() > normal + 0.05, session.delaySeconds() + " s");
        session.run(30);
        for (int second = 0; second < 60; second++) {
            session.run(1);
            assertEquals(normal, session.delaySeconds(), HOP_SECONDS, second + " s later");
        }
        assertEquals(underruns, session.engine.path.underruns.get(), "underruns");
        SoundAccounts.assertExact(session.engine.path, session.microphone.given, 0);
    }

    private static void load(SimulatedSession session, String stalled) {
        Random random = new Random(7);
        for (int i = 0; i < 120; i++) {
            long until = session.now + random.nextInt(250) * 1_000_000L;
            switch (stalled) {
                case "worker" -> session.workerStalledUntil = until;
                case "playback" -> session.playbackStalledUntil = until;
                default -> session.microphone.stallUntil(until);
            }
            session.run(0.5);
        }
    }
}
