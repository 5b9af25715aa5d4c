package quietline.streaming.live;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SignalTest {

    private static final long LONG = TimeUnit.HOURS.toNanos(1);

    @Test
    void wakesSleeper() throws InterruptedException {
        Signal signal = new Signal();
        AtomicInteger rounds = new AtomicInteger();
        Thread sleeper =
                new Thread(
                        () -> {
                            while (rounds.get() < 3) {
                                signal.await(LONG);
                                rounds.incrementAndGet();
                            }
                        });
        sleeper.start();
        while (sleeper.isAlive()) {
            signal.raise();
            Thread.sleep(1);
        }
    }

    @Test
    void keepsEarlierSignal() {
        Signal signal = new Signal();
        signal.await(1);
        signal.raise();
        signal.await(LONG);
    }

    @Test
    void wakesAfterTimeout() {
        Signal signal = new Signal();
        signal.raise();
        signal.await(1_000_000);
    }
}
