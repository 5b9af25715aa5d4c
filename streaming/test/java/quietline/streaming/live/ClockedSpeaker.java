package quietline.streaming.live;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/** A fake speaker in real time, 16 kHz mono, with a buffer of 32 ms. */
final class ClockedSpeaker implements OutputDevice {

    private static final int BUFFER = 512;

    volatile long heard;
    volatile boolean dead;

    @Override
    public String name() {
        return "speaker";
    }

    @Override
    public OutputLine open() throws IOException {
        if (dead) {
            throw new IOException("no such device");
        }
        return new Line();
    }

    private final class Line implements OutputLine {

        private long end = System.nanoTime();

        @Override
        public int sampleRate() {
            return 16_000;
        }

        @Override
        public int channels() {
            return 1;
        }

        @Override
        public void write(float[] from, int offset, int count) throws IOException {
            if (dead) {
                throw new IOException("device lost");
            }
            end = Math.max(end, System.nanoTime()) + count * 62_500L;
            heard += count;
            while (queuedInstants() > BUFFER) {
                LockSupport.parkNanos((queuedInstants() - BUFFER) * 62_500L);
            }
        }

        @Override
        public int queuedInstants() {
            return (int) Math.max(0, (end - System.nanoTime()) / 62_500);
        }

        @Override
        public int bufferInstants() {
            return BUFFER;
        }

        @Override
        public void close() {}
    }
}
