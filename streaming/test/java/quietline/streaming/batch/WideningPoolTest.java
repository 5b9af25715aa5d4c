package quietline.streaming.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WideningPoolTest {

    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean alone = new AtomicBoolean();

    @Test
    void oneThreadDoesAllThatIsDoneBeforeMorePay() throws InterruptedException {
        new WideningPool(4, () -> false, Duration.ofDays(1))
                .run(Collections.nCopies(20, () -> threads.add(Thread.currentThread())));
        assertEquals(1, threads.size());
    }

    @Test
    void allRunAtATimeOnceThatPays() throws InterruptedException {
        AtomicBoolean pays = new AtomicBoolean();
        CountDownLatch together = new CountDownLatch(3);
        Runnable task =
                () -> {
                    pays.set(true);
                    meet(together);
                };
        new WideningPool(3, pays::get, Duration.ofDays(1)).run(List.of(task, task, task));
        assertFalse(alone.get());
        assertEquals(3, threads.size());
    }

    @Test
    void oneThatIsStuckHoldsTheOthersUpForAWhileOnly() throws InterruptedException {
        CountDownLatch other = new CountDownLatch(1);
        new WideningPool(2, () -> false, Duration.ofMillis(50))
                .run(List.of(() -> await(other), other::countDown));
        assertFalse(alone.get());
    }

    private void meet(CountDownLatch together) {
        threads.add(Thread.currentThread());
        together.countDown();
        await(together);
    }

    private void await(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                alone.set(true);
            }
        } catch (InterruptedException e) {
            alone.set(true);
        }
    }
}
