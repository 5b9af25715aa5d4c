package quietline.streaming.io;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The processes that this program has started. A shutdown hook stops those that still run. */
final class ChildProcesses {

    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    /** How a process exits if a signal stops it; Ctrl-C goes to our children too. */
    private static final Set<Integer> STOPPED = Set.of(130, 137, 143, 255);

    private static final long SHUTDOWN_MILLIS = 500;
    private static final CountDownLatch ENDING = new CountDownLatch(1);

    static {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(ChildProcesses::endAll, "children"));
        } catch (IllegalStateException shuttingDown) {
            ENDING.countDown();
        }
    }

    private ChildProcesses() {}

    static Process start(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        RUNNING.add(process);
        process.onExit().thenAccept(RUNNING::remove);
        if (ENDING.getCount() == 0) {
            end(process);
        }
        return process;
    }

    private static void endAll() {
        ENDING.countDown();
        RUNNING.forEach(ChildProcesses::end);
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

    /**
     * Returns the exit code of a process, which is stopped if it does not end within the given
     * time.
     */
    static int exitCode(Process process, long patienceMillis) throws InterruptedException {
        if (!process.waitFor(patienceMillis, TimeUnit.MILLISECONDS)) {
            end(process);
        }
        int code = process.waitFor();
        if (STOPPED.contains(code)) {
            pauseForShutdown(SHUTDOWN_MILLIS);
        }
        return code;
    }

    /**
     * Never returns if this program is shut down within the given time, so that a process that was
     * stopped together with it is not reported as a failure.
     */
    private static void pauseForShutdown(long millis) throws InterruptedException {
        if (ENDING.await(millis, TimeUnit.MILLISECONDS)) {
            Thread.currentThread().join();
        }
    }
}
