package quietline.streaming.live;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import quietline.Enhancer;
import quietline.streaming.io.AudioException;
import quietline.streaming.io.SampleEncoding;
import quietline.streaming.io.WavFormat;
import quietline.streaming.io.WavWriter;
import quietline.streaming.live.LiveEvent.Kind;

/**
 * Writes hops to a WAV file. They pass through a ring to a thread of its own, so a slow disk never
 * delays audio but loses recorded samples, which are counted. The header is updated every second.
 */
final class Recorder {

    private static final int RING_SAMPLES = 65_536;
    private static final long WAIT_NANOS = 250_000_000L;
    private static final long CHECKPOINT_NANOS = 1_000_000_000L;

    private final FloatRing ring = new FloatRing(RING_SAMPLES);
    private final Counter lost = new Counter();
    private final float[] part = new float[4096];
    private final String name;
    private final WavWriter file;
    private final Consumer<LiveEvent> events;
    private final Thread thread;
    private int skipHops;
    private volatile boolean closing;
    private volatile boolean failed;
    private volatile boolean written;

    /**
     * Skips the first {@code skipHops} hops; an existing file is refused unless {@code replace}.
     */
    static Recorder open(Path path, boolean replace, int skipHops, Consumer<LiveEvent> events)
            throws IOException {
        try {
            FileChannel file =
                    FileChannel.open(
                            path,
                            StandardOpenOption.WRITE,
                            replace ? StandardOpenOption.CREATE : StandardOpenOption.CREATE_NEW,
                            StandardOpenOption.TRUNCATE_EXISTING);
            return new Recorder(file, path.toString(), skipHops, events);
        } catch (FileAlreadyExistsException e) {
            throw new AudioException(path, "already exists; use --force to replace it");
        } catch (NoSuchFileException e) {
            throw new AudioException(path, "no such folder: " + path.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw AudioException.of(path, e);
        }
    }

    Recorder(SeekableByteChannel channel, String name, int skipHops, Consumer<LiveEvent> events)
            throws IOException {
        this.name = name;
        this.skipHops = skipHops;
        this.events = events;
        WavFormat format = new WavFormat(SampleEncoding.PCM16, 1, Enhancer.SAMPLE_RATE);
        file = new WavWriter(channel, name, format, -1, false);
        thread = new Thread(this::run, "quietline-recorder");
        thread.setDaemon(true);
        thread.start();
    }

    /** Adds a hop without waiting. For the worker thread. */
    void offer(float[] hop) {
        if (skipHops > 0) {
            skipHops--;
        } else {
            lost.add(hop.length - ring.write(hop, 0, hop.length));
        }
    }

    long lostSamples() {
        return lost.get();
    }

    private void run() {
        long checkpoint = System.nanoTime();
        try (file) {
            while (true) {
                // Read before the ring, so that samples offered before the end are still written.
                boolean last = closing;
                for (int got; (got = ring.read(part, 0, part.length)) > 0; ) {
                    file.write(part, 0, got);
                }
                if (last) {
                    file.checkpoint();
                    written = true;
                    return;
                }
                long now = System.nanoTime();
                if (now - checkpoint > CHECKPOINT_NANOS) {
                    file.checkpoint();
                    checkpoint = now;
                }
                LockSupport.parkNanos(this, WAIT_NANOS);
            }
        } catch (IOException e) {
            if (!written) {
                failed = true;
                fail(e.getMessage());
            }
        }
    }

    boolean failed() {
        return failed;
    }

    private void fail(String message) {
        events.accept(new LiveEvent(Kind.RECORDING_FAILED, message));
    }

    /** Announces that no more hops will be offered. */
    void end() {
        closing = true;
        LockSupport.unpark(thread);
    }

    /** Completes the file, once the worker no longer uses it; waits until {@code endNanos}. */
    void close(long endNanos) {
        end();
        try {
            long left = TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime());
            thread.join(Math.max(1, left));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!written && !failed) {
            fail(name + ": disk too slow; the last seconds may be missing");
        }
    }
}
