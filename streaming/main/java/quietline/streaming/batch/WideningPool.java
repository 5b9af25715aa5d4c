package quietline.streaming.batch;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Runs tasks on one thread, and on all of them as soon as that pays: until Java has compiled what
 * they run, more threads get nowhere and take the processors from the compiler.
 */
final class WideningPool {

    private static final int LOOK_MILLIS = 20;

    private final int threads;
    private final BooleanSupplier pays;
    private final Duration patience;

    /**
     * @param pays whether more threads than one pay by now
     * @param patience after so long they run in any case, for the first may be stuck
     */
    WideningPool(int threads, BooleanSupplier pays, Duration patience) {
        this.threads = threads;
        this.pays = pays;
        this.patience = patience;
    }

    /** Begins the tasks in their order and waits for the last to end. */
    void run(List<Runnable> tasks) throws InterruptedException {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(
                        1, threads, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        tasks.forEach(pool::execute);
        pool.shutdown();
        long begin = System.nanoTime();
        while (!pays.getAsBoolean() && System.nanoTime() - begin < patience.toNanos()) {
            if (pool.awaitTermination(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
        pool.setCorePoolSize(threads);
        pool.awaitTermination(Long.MAX_VALUE, TimeUnit.DAYS);
    }
}
