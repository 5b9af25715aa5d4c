package quietline.streaming.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class WarmUpTest {

    private static final long SECOND = 1_000_000_000L;

    private final FakeClock clock = new FakeClock();
    private long hops;

    @Test
    void tellsHowLongAHopUsuallyTakes() {
        WarmUp warmUp = WarmUp.run(clock, SECOND, () -> clock.work(20_000));
        assertEquals(50_000, warmUp.hops(), 50);
        assertEquals(20_000, warmUp.usualNanos());
        assertTrue(warmUp.settled());
    }

    @Test
    void lastsUntilNothingIsAllocated() {
        WarmUp warmUp =
                WarmUp.run(
                        clock,
                        SECOND,
                        () -> {
                            clock.work(20_000);
                            clock.allocate(++hops < 60_000 ? 16 : 0);
                        });
        assertTrue(warmUp.settled());
        assertEquals(62_000 * 20e-6, warmUp.nanos() / 1e9, 0.01);
    }

    @Test
    void lastsTwiceAsLongAsHopsBecameFaster() {
        WarmUp warmUp =
                WarmUp.run(
                        clock, SECOND, () -> clock.work(clock.nanos() < 1.8e9 ? 40_000 : 20_000));
        assertTrue(warmUp.settled());
        assertEquals(1.6, warmUp.nanos() / 1e9, 0.01);
    }

    @Test
    void endsAfterThreeTimesTheTimeAndSaysSo() {
        WarmUp allocating =
                WarmUp.run(
                        clock,
                        SECOND,
                        () -> {
                            clock.work(20_000);
                            clock.allocate(16);
                        });
        assertFalse(allocating.settled());
        assertEquals(3, allocating.nanos() / 1e9, 0.01);
        assertTrue(allocating.text().contains("not warmed up"), allocating.text());
        long start = clock.nanos();
        WarmUp accelerating =
                WarmUp.run(
                        clock,
                        SECOND,
                        () -> {
                            double seconds = (clock.nanos() - start) / 1e9;
                            clock.work(seconds < 0.9 ? 40_000 : seconds < 1.7 ? 30_000 : 20_000);
                        });
        assertFalse(accelerating.settled());
        assertEquals(3, accelerating.nanos() / 1e9, 0.01);
    }

    @Test
    void measuresATurnEvenIfNoTimeIsGiven() {
        WarmUp warmUp = WarmUp.run(clock, 0, () -> clock.work(20_000));
        assertEquals(50, warmUp.hops());
        assertFalse(warmUp.settled());
    }
}
