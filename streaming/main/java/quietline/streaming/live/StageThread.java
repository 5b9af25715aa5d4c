package quietline.streaming.live;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A thread that runs one stage's steps and sleeps between them. */
final class StageThread {

    private final Stage stage;
    private final Signal signal;
    private final Runnable atEnd;
    private final Thread thread;
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

    void start(int priority) {
        thread.setPriority(priority);
        thread.start();
    }

    /** Waits until the thread runs, because only then the operating system knows its name. */
    void awaitBegun() throws InterruptedException {
        begun.await();
    }

    private void run() {
        begun.countDown();
        try {
            while (!stopping) {
                long wait = stage.step();
                if (wait < 0) {
                    return;
                }
                if (wait > 0) {
                    signal.await(wait);
                }
            }
        } catch (RuntimeException | Error e) {
            fault = e;
        } finally {
            ended = true;
            atEnd.run();
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
