package quietline.streaming.live;

import java.util.function.LongSupplier;
import quietline.Enhancer;

/** The worker thread's work: enhances hops from the first ring into the second. */
final class EnhanceStage implements Stage {

    private static final int HOP = Enhancer.HOP_SAMPLES;

    /** A backlog of this size is kept however small the reserve; the machine may have stalled. */
    private static final int STALL_SAMPLES = 8 * HOP;

    private static final long PATIENCE_NANOS = 100_000_000L;
    private static final long RESTING_NANOS = 1_000_000_000L;

    /** Processes one hop of interleaved sound. */
    interface HopProcess {
        void process(float[] in, int inOffset, float[] out, int outOffset);

        /** Forgets the sound so far. */
        default void reset() {}

        /** The delay of the output. */
        default int delayInstants() {
            return HOP;
        }
    }

    /** A larger backlog is dropped, because it would be played too late. */
    private final int mostWaiting;

    private final SoundPath path;
    private final HopProcess process;
    private final HopMeters meters;
    private final Taps taps;
    private final LongSupplier clock;
    private final Intake intake;
    private final HopFramer framer;
    private final float[] part;
    private final float[] clean;
    private int flushes;

    EnhanceStage(
            SoundPath path,
            HopProcess process,
            LatencyPolicy latency,
            HopMeters meters,
            Taps taps,
            LongSupplier clock) {
        mostWaiting = Math.max(STALL_SAMPLES, latency.reserveSamples() + 2 * HOP);
        this.path = path;
        this.process = process;
        this.meters = meters;
        this.taps = taps;
        this.clock = clock;
        intake = new Intake(path.captured);
        framer = new HopFramer(path.format.width());
        part = new float[path.format.hopFloats()];
        clean = new float[path.format.hopFloats()];
    }

    @Override
    public long step() {
        boolean ended = path.captureEnded;
        if (flushes != path.flushes) {
            flush();
        }
        bound();
        int got = intake.read(part, 0, framer.missing());
        framer.push(part, 0, got);
        if (framer.missing() > 0) {
            if (ended) {
                path.enhanceEnded = true;
                path.playbackSignal.raise();
                return FINISHED;
            }
            return path.resting ? RESTING_NANOS : PATIENCE_NANOS;
        }
        enhance(framer.take());
        return 0;
    }

    private void enhance(float[] noisy) {
        long start = clock.getAsLong();
        process.process(noisy, 0, clean, 0);
        meters.hop(noisy, clean, clock.getAsLong() - start);
        taps.hop(noisy, clean);
        int room = path.enhanced.capacity() - path.enhanced.size();
        if (room >= HOP) {
            path.enhanced.write(clean, 0, HOP);
        } else {
            path.enhanced.markBreak();
            path.droppedCleanSamples.add(HOP);
        }
        path.hops.add(1);
        // With more hops waiting, waking the playback thread can wait.
        if (!path.hasHop()) {
            path.playbackSignal.raise();
        }
    }

    /** Drops samples from before a gap, and whole hops of a backlog that is too large. */
    private void bound() {
        int stale = intake.stale();
        if (stale > 0) {
            path.droppedNoisySamples.add(intake.drop(stale));
        }
        int waiting = intake.size();
        if (waiting > mostWaiting) {
            path.droppedNoisySamples.add(intake.drop((waiting - HOP) / HOP * HOP));
        }
    }

    private void flush() {
        flushes = path.flushes;
        int dropped = HOP - framer.missing() + intake.discard(intake.size());
        framer.reset();
        process.reset();
        path.unheardSamples.add(flushes == path.wakeFlush ? dropped : 0);
        path.droppedNoisySamples.add(dropped);
    }
}
