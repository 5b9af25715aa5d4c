package quietline.streaming.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import quietline.Enhancer;

/** Checks that every sample was passed on or is counted as lost. */
final class SoundAccounts {

    private static final int HOP = Enhancer.HOP_SAMPLES;

    private SoundAccounts() {}

    /**
     * @param given the samples that the microphone delivered
     * @param openings how often it was opened, upon which less than a burst may be skipped to align
     *     hops with bursts
     */
    static void assertExact(SoundPath path, long given, int openings) {
        long skipped = given - path.overrunSamples.get() - path.captured.written();
        assertTrue(
                skipped >= 0 && skipped < Math.max(1, openings * LatencyPolicy.BURST_SAMPLES),
                skipped + " samples skipped");
        long dropped = path.droppedNoisySamples.get();
        long framed = path.captured.read() - dropped - HOP * path.hops.get();
        assertTrue(framed >= 0 && framed < HOP, framed + " samples in the framer");
        assertEquals(
                path.captured.written(),
                path.captured.size() + framed + dropped + HOP * path.hops.get());
        assertEquals(
                HOP * path.hops.get(), path.enhanced.written() + path.droppedCleanSamples.get());
    }
}
