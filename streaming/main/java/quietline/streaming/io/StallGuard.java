package quietline.streaming.io;

import java.io.FilterInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A process's output. The process is stopped if a read waits longer than the given patience. */
final class StallGuard extends FilterInputStream {

    private static final long NOT_READING = Long.MAX_VALUE;

    private final Process process;
    private final Duration patience;
    private volatile long waitsSinceNanos = NOT_READING;
    private volatile boolean stalled;
    private volatile boolean atEnd;

    /** A patience of zero means no limit. */
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
        if (since != NOT_READING && System.nanoTime() - since > patience.toNanos()) {
            stalled = true;
            end(process);
        } else if (process.isAlive()) {
            lookLater();
        }
    }

    /**
     * Stops the process and its descendants, which could otherwise keep its output open. Goes
     * through the handle because {@link Process#destroyForcibly} discards output not yet read.
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

    /** Whether the output was read to its end. */
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
            waitsSinceNanos = NOT_READING;
        }
    }
}
