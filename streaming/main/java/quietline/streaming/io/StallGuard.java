package quietline.streaming.io;

import java.io.FilterInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What a process says; one that says nothing for too long, while somebody listens, is ended. */
final class StallGuard extends FilterInputStream {

    private static final long NOBODY_WAITS = Long.MAX_VALUE;

    private final Process process;
    private final Duration patience;
    private volatile long waitsSinceNanos = NOBODY_WAITS;
    private volatile boolean stalled;
    private volatile boolean atEnd;

    /** A patience of zero has no end. */
    StallGuard(Process process, Duration patience) {
        super(process.getInputStream());
        this.process = process;
        this.patience = patience;
        if (!patience.isZero()) {
            lookLater();
        }
    }

    private void lookLater() {
        long millis = Math.max(10, patience.toMillis() / 4);
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(this::look);
    }

    private void look() {
        long since = waitsSinceNanos;
        if (since != NOBODY_WAITS && System.nanoTime() - since > patience.toNanos()) {
            stalled = true;
            end(process);
        } else if (process.isAlive()) {
            lookLater();
        }
    }

    /**
     * With all that it started: who else holds its output open keeps us waiting. By its handle, as
     * {@link Process#destroyForcibly} throws away what it has said and nobody has read yet.
     */
    static void end(Process process) {
        if (process.isAlive()) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.toHandle().destroyForcibly();
        }
    }

    boolean stalled() {
        return stalled;
    }

    /** Whether it has said all it will say. */
    boolean atEnd() {
        return atEnd;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int count) throws IOException {
        waitsSinceNanos = System.nanoTime();
        try {
            int read = super.read(into, offset, count);
            atEnd |= read < 0;
            return read;
        } finally {
            waitsSinceNanos = NOBODY_WAITS;
        }
    }
}
