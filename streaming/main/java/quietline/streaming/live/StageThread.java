package quietline.streaming.live;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A thread that runs one stage's steps and sleeps between them. */
final class StageThread {

    /** Linux ends real-time threads that compute for 0.2 s without sleeping. */
    private static final long MOST_AWAKE_NANOS = 100_000_000L;

    private final Stage stage;
    private final Signal signal;
    private final Runnable atEnd;
    private final Thread thread;
    private Runnable first;
    private final CountDownLatch begun = new CountDownLatch(1);
    private volatile boolean stopping;
    private volatile Throwable fault;
    private volatile boolean ended;

    StageThread(String name, Stage stage, Signal signal, Runnable atEnd) {
        this.stage = stage;
        this.atEnd = atEnd;
        this.signal = signal;
        thread = new Thread(this::run, name);
        // A driver that never returns must not keep the program alive.
        thread.setDaemon(true);
    }

    /**
     * Starts the thread.
     *
     * @param first run by the thread before its first step
     */
    void start(int priority, Runnable first) {
        this.first = first;
        thread.setPriority(priority);
        thread.start();
    }

    /** Waits until the thread is ready for its first step. */
    void awaitBegun() throws InterruptedException {
        begun.await();
    }

    private void run() {
        try {
            first.run();
            begun.countDown();
            work();
        } catch (RuntimeException | Error e) {
            fault = e;
        } finally {
            begun.countDown();
            ended = true;
            atEnd.run();
        }
    }

    private void work() {
        long awakeSince = System.nanoTime();
        while (!stopping) {
            long wait = stage.step();
            if (wait < 0) {
                return;
            }
            if (wait > 0) {
                signal.await(wait);
                awakeSince = System.nanoTime();
            } else if (System.nanoTime() - awakeSince > MOST_AWAKE_NANOS) {
                sleep();
                awakeSince = System.nanoTime();
            }
        }
    }

    /** Sleeps even if the signal has been raised. */
    private static void sleep() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void stop() {
        stopping = true;
        signal.raise();
    }

    /** Whether the thread has ended or never ran. */
    boolean ended() {
        return ended || thread.getState() == Thread.State.NEW;
    }

    /** The exception that ended the thread, or null. */
    Throwable fault() {
        return fault;
    }

    /** Waits for the thread's end until {@link System#nanoTime} reaches {@code endNanos}. */
    void join(long endNanos) throws InterruptedException {
        long left = endNanos - System.nanoTime();
        if (left > 0) {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
        }
    }
}
