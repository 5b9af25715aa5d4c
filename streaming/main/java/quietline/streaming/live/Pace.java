package quietline.streaming.live;

import quietline.Enhancer;

/**
 * Limits the speed of devices that neither block nor fail, such as a null device. They may be 0.5 s
 * ahead of real time and 2 % faster.
 */
final class Pace {

    private static final long AHEAD_NANOS = 500_000_000L;
    private static final double NANOS_PER_SAMPLE = 0.98e9 / Enhancer.SAMPLE_RATE;

    private long due = Long.MIN_VALUE;

    /** Returns the nanoseconds to wait after this number of samples. */
    long rest(long now, int samples) {
        due = Math.max(due, now) + (long) (samples * NANOS_PER_SAMPLE);
        return Math.max(0, due - now - AHEAD_NANOS);
    }
}
