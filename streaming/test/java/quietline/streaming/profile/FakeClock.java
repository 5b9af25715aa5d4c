package quietline.streaming.profile;

/** A clock that only a test moves. */
final class FakeClock implements HopClock {

    private long now = 1_000_000_000L;
    private long cpu;
    private long bytes;

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public void await(long nanos) {
        now = Math.max(now, nanos);
    }

    @Override
    public long cpuNanos() {
        return cpu;
    }

    @Override
    public long allocatedBytes() {
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
