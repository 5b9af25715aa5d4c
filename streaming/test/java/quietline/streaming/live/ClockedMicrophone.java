package quietline.streaming.live;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** A fake microphone in real time, 16 kHz mono, that can hang in a read. */
final class ClockedMicrophone implements InputDevice {

    /** The end of a hanging read. */
    enum Hanging {
        NO,
        UNTIL_CLOSED,
        FOR_EVER
    }

    volatile Hanging hanging = Hanging.NO;
    volatile int opened;

    /** The samples delivered; written by the reading thread only. */
    volatile long given;

    volatile long lastSample = Long.MAX_VALUE;
    volatile long closingMillis;
    volatile boolean blocked;
    private final CountDownLatch never = new CountDownLatch(1);

    /** Ends all hanging reads. */
    void release() {
        hanging = Hanging.NO;
        never.countDown();
    }

    @Override
    public String name() {
        return "microphone";
    }

    @Override
    public InputLine open() {
        opened++;
        return new Line();
    }

    private final class Line implements InputLine {

        private final long start = System.nanoTime();
        private final CountDownLatch closed = new CountDownLatch(1);
        private long next;

        @Override
        public int sampleRate() {
            return 16_000;
        }

        @Override
        public int channels() {
            return 1;
        }

        @Override
        public int read(float[] into, int offset, int count) {
            if (hanging != Hanging.NO) {
                hang();
                return 0;
            }
            if (next >= lastSample) {
                return -1;
            }
            for (int i = 0; i < count; i++) {
                into[offset + i] = 0.25f * (float) Math.sin(0.1 * next++);
            }
            long due = start + next * 62_500;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            given += count;
            return count;
        }

        private void hang() {
            blocked = true;
            try {
                (hanging == Hanging.FOR_EVER ? never : closed).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public int waitingInstants() {
            return 0;
        }

        @Override
        public void close() {
            LockSupport.parkNanos(closingMillis * 1_000_000);
            closed.countDown();
        }
    }
}
