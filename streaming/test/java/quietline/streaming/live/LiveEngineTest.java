package quietline.streaming.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import quietline.Enhancer;

/** A session in virtual time. */
class LiveEngineTest {

    private static final int RATE = Enhancer.SAMPLE_RATE;

    private static VirtualSession session(
            double microphonePpm, double speakerPpm, double lateSeconds, boolean tellsQueue) {
        float[] noise = noise(10 * RATE);
        VirtualSession session = new VirtualSession();
        session.microphone =
                new VirtualMicrophone(
                        session::now,
                        n -> noise[(int) (n % noise.length)],
                        RATE,
                        1,
                        microphonePpm,
                        128,
                        lateSeconds);
        session.speaker =
                new VirtualSpeaker(
                        session::now, RATE, 1, speakerPpm, tellsQueue ? 4096 : 256, tellsQueue);
        return session;
    }

    private static float[] noise(int samples) {
        Random random = new Random(1);
        float[] noise = new float[samples];
        for (int i = 0; i < samples; i++) {
            noise[i] = 0.1f * (float) random.nextGaussian();
        }
        return noise;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void withoutTroubleItPlaysTheOfflineEnhancementAtOneOffset(boolean tellsQueue) {
        VirtualSession session = session(0, 0, 0.002, tellsQueue);
        Enhancer enhancer = Enhancer.create();
        session.build(enhancer::process, LatencyPolicy.LOW);
        session.run(20);
        assertEquals(0, session.engine.path.underruns.get());
        assertEquals(0, session.engine.path.droppedHops());
        assertEquals(0, session.speaker.ranDry);
        System.out.println(
                session.delaySeconds()
                        + " "
                        + session.events
                        + " "
                        + session.engine.playout.driftPpm());
    }
}
