package quietline.streaming.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class StageThreadTest {

    private final CompletableFuture<Thread> ran = new CompletableFuture<>();
    private final Signal signal = new Signal();

    private StageThread thread(Stage stage) {
        return new StageThread("stage", stage, signal, () -> {});
    }

    @Test
    void runsPreparationInThreadBeforeFirstStep() throws Exception {
        CompletableFuture<Thread> prepared = new CompletableFuture<>();
        StageThread thread =
                thread(
                        () -> {
                            ran.complete(prepared.getNow(null));
                            return Stage.FINISHED;
                        });
        thread.start(Thread.NORM_PRIORITY, () -> prepared.complete(Thread.currentThread()));
        thread.awaitBegun();
        assertSame(prepared.getNow(null), ran.get());
        assertEquals("stage", ran.get().getName());
        assertNull(thread.fault());
    }

    /** Otherwise Linux would end the process if this is a real-time thread. */
    @Test
    void sleepsNowAndThenEvenIfThereIsAlwaysWork() throws Exception {
        StageThread thread =
                thread(
                        () -> {
                            signal.raise();
                            ran.complete(Thread.currentThread());
                            return 0;
                        });
        thread.start(Thread.NORM_PRIORITY, () -> {});
        while (ran.get().getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        thread.stop();
    }
}
