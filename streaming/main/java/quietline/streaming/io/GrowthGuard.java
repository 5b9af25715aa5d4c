package quietline.streaming.io;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The input of a process that writes a file. The process is stopped if somebody waits for it while
 * it neither takes bytes nor lets its file grow. Periods are counted instead of time, because time
 * also passes while this program is suspended.
 */
final class GrowthGuard extends FilterOutputStream {

    private static final int PERIODS = 4;

    private final Process process;
    private final Path file;
    private final Duration patience;
    private volatile boolean waiting;
    private volatile long takenBytes;
    private volatile boolean stalled;
    private long earlierBytes;
    private int slowPeriods;

    GrowthGuard(Process process, Path file, Duration patience) {
        super(process.getOutputStream());
        this.process = process;
        this.file = file;
        this.patience = patience;
        lookLater();
    }

    private void lookLater() {
        long millis = Math.max(10, patience.toMillis() / PERIODS);
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(this::look);
    }

    private void look() {
        long bytes = takenBytes + fileBytes();
        slowPeriods = waiting && bytes == earlierBytes ? slowPeriods + 1 : 0;
        earlierBytes = bytes;
        if (slowPeriods > PERIODS) {
            stalled = true;
            ChildProcesses.end(process);
        } else if (process.isAlive()) {
            lookLater();
        }
    }

    private long fileBytes() {
        try {
            return Files.size(file);
        } catch (IOException deleted) {
            return 0;
        }
    }

    boolean stalled() {
        return stalled;
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        waiting = true;
        try {
            out.write(bytes, offset, count);
            takenBytes += count;
        } finally {
            waiting = false;
        }
    }

    @Override
    public void flush() throws IOException {
        waiting = true;
        try {
            out.flush();
        } finally {
            waiting = false;
        }
    }

    /** Ends the input and waits for the end of the process. */
    void awaitEnd() throws InterruptedException {
        try {
            close();
        } catch (IOException alreadyEnded) {
            // The exit code tells why.
        }
        waiting = true;
        process.waitFor();
        waiting = false;
    }
}
