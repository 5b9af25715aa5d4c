package quietline.streaming.io;

import java.io.FilterInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A process's output. The process is stopped if it delivers too little while somebody waits for it.
 * Periods are counted instead of time, because time also passes while this program is suspended.
 */
final class StallGuard extends FilterInputStream {

    /** Bytes that the process must deliver within the given patience. */
    private static final int LEAST_BYTES = 1 << 16;

    private static final int PERIODS = 4;

    private final Process process;
    private final Duration patience;
    private volatile boolean waiting;
    private volatile long receivedBytes;
    private volatile boolean stalled;
    private volatile boolean atEnd;
    private long earlierBytes;
    private int slowPeriods;

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
        long millis = Math.max(10, patience.toMillis() / PERIODS);
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(this::look);
    }

    private void look() {
        long bytes = receivedBytes;
        if (!waiting || bytes - earlierBytes >= LEAST_BYTES) {
            slowPeriods = 0;
            earlierBytes = bytes;
        } else {
            slowPeriods++;
        }
        if (slowPeriods > PERIODS) {
            stalled = true;
            ChildProcesses.end(process);
        } else if (process.isAlive()) {
            lookLater();
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
        waiting = true;
        try {
            int read = super.read(into, offset, count);
            atEnd |= read < 0;
            receivedBytes += Math.max(0, read);
            return read;
        } finally {
            waiting = false;
        }
    }
}
