package quietline.streaming.profile;

/**
 * When clicks were played, and how long they took to return. Written by the thread that plays; read
 * by any thread, up to {@link #returned}.
 */
final class ClickTimes {

    private static final int MOST_CLICKS = 100_000;

    private final long[] latencyNanos = new long[MOST_CLICKS];
    private final long[] sentNanos = new long[MOST_CLICKS];
    private volatile int returned;
    private volatile int lost;

    /**
     * @param sent since the speaker was opened
     */
    void addReturned(long sent, long latency) {
        int click = returned;
        if (click < MOST_CLICKS) {
            sentNanos[click] = sent;
            latencyNanos[click] = latency;
            returned = click + 1;
        }
    }

    void addLost() {
        int before = lost;
        lost = before + 1;
    }

    int returned() {
        return returned;
    }

    int lost() {
        return lost;
    }

    long latencyNanos(int click) {
        return latencyNanos[click];
    }

    /** Returns when the click was played, since the speaker was opened. */
    long sentNanos(int click) {
        return sentNanos[click];
    }
}
