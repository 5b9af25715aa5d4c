package quietline.streaming.profile;

/** A clock that only a test moves. */
class FakeClock extends HopClock {

    private long now = 1_000_000_000L;
    private long cpu;
    private long bytes;

    @Override
    long nanos() {
        return now;
    }

    @Override
    void await(long nanos) {
        now = Math.max(now, nanos);
    }

    @Override
    long cpuNanos() {
        return cpu;
    }

    @Override
    long allocatedBytes() {
        return bytes;
    }

    /** Moves the time while the thread is on a processor. */
    void work(long nanos) {
        now += nanos;
        cpu += nanos;
    }

    /** Moves the time while the thread is not on a processor. */
    void away(long nanos) {
        now += nanos;
    }

    void allocate(long more) {
        bytes += more;
    }
}
