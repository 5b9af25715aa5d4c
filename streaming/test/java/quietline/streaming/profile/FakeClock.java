package quietline.streaming.profile;

/** A time that only a test moves; nothing else takes any. */
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
    public ThreadUse use() {
        return new ThreadUse() {

            @Override
            public long cpuNanos() {
                return cpu;
            }

            @Override
            public long allocatedBytes() {
                return bytes;
            }
        };
    }

    /** On a processor. */
    void work(long nanos) {
        now += nanos;
        cpu += nanos;
    }

    /** Time goes by while something else is on the processor. */
    void away(long nanos) {
        now += nanos;
    }

    void allocate(long more) {
        bytes += more;
    }
}
