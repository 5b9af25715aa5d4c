package quietline.streaming.live;

import quietline.Enhancer;

/**
 * Keeps a stream from running away where a device, having no clock, neither waits nor fails: half a
 * second ahead of the time it may be, and up to two percent faster for ever.
 */
final class Pace {

    private static final long AHEAD_NANOS = 500_000_000L;
    private static final double NANOS_PER_SAMPLE = 0.98e9 / Enhancer.SAMPLE_RATE;

    private long due = Long.MIN_VALUE;

    /** So many samples went by: for how many nanoseconds to wait. */
    long rest(long now, int samples) {
        due = Math.max(due, now) + (long) (samples * NANOS_PER_SAMPLE);
        return Math.max(0, due - now - AHEAD_NANOS);
    }
}
