package quietline.streaming.live;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import quietline.streaming.io.SampleEncoding;
import quietline.streaming.io.WavFormat;
import quietline.streaming.io.WavWriter;
import quietline.streaming.live.LiveEvent.Kind;

/**
 * Writes hops to a WAV file. They pass through a ring to a thread of its own, so a slow disk never
 * delays audio but loses recorded samples, which are counted. The header is updated every second.
 */
class Recorder {

    /** 2.7 s at 48 kHz. */
    private static final int RING_INSTANTS = 1 << 17;

    private static final int PART_INSTANTS = 4096;
    private static final long WAIT_NANOS = 250_000_000L;
    private static final long CHECKPOINT_NANOS = 1_000_000_000L;

    private final FloatRing ring;
    private final Counter lost = new Counter();
    private final int channels;
    private final float[] part;
    private final String name;
    private final WavWriter file;
    private final Consumer<LiveEvent> events;
    private final Thread thread;
    private int skipInstants;
    private volatile boolean closing;
    private volatile boolean failed;
    private volatile boolean written;

    /**
     * Writes the file's header; {@link #start} begins to write hops.
     *
     * @param skipInstants the number of instants to skip first
     */
    Recorder(
            SeekableByteChannel channel,
            String name,
            LiveFormat format,
            int skipInstants,
            Consumer<LiveEvent> events)
            throws IOException {
        this.name = name;
        this.skipInstants = skipInstants;
        this.events = events;
        channels = format.channels();
        ring = new FloatRing(RING_INSTANTS, channels);
        part = new float[PART_INSTANTS * channels];
        WavFormat wav = new WavFormat(SampleEncoding.PCM16, channels, format.sampleRate());
        file = new WavWriter(channel, name, wav, -1, false);
        thread = new Thread(this::run, "quietline-recorder");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Adds a hop without waiting. For the worker thread. */
    void offer(float[] hop) {
        int instants = hop.length / channels;
        int skipped = Math.min(skipInstants, instants);
        skipInstants -= skipped;
        int offered = instants - skipped;
        lost.add(offered - ring.write(hop, skipped, offered));
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
                for (int got; (got = ring.read(part, 0, PART_INSTANTS)) > 0; ) {
                    file.write(part, 0, got * channels);
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
