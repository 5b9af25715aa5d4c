package quietline.streaming.io;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The processes that this program has started. A shutdown hook stops those that still run. */
final class ChildProcesses {

    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();
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
     * Never returns if this program is shut down within the given time, so that a process that was
     * stopped together with it is not reported as a failure.
     */
    static void pauseForShutdown(long millis) throws InterruptedException {
        if (ENDING.await(millis, TimeUnit.MILLISECONDS)) {
            Thread.currentThread().join();
        }
    }
}
