package quietline.streaming.live;

import java.util.Arrays;
import quietline.Enhancer;

/**
 * Decides what to play next: audio if there is enough, else silence, with fades between them. Holds
 * the delay at its target by the speed of playback, or by dropping samples if it is far too long.
 * Owned by the playback thread.
 */
final class Playout {

    static final int BURST = LatencyPolicy.BURST_SAMPLES;

    /** 1 ms in the speaker's queue; below that, silence would come too late. */
    static final int LOW_WATER = 16;

    private static final int HOP = Enhancer.HOP_SAMPLES;
    private static final int FADE = 64;
    private static final int MOST_EXCESS = 3 * HOP;

    private final SoundPath path;
    private final Intake intake;
    private final LatencyTuner tuner;
    private final DriftControl drift;
    private final int width;
    private final int channels;
    private final float[] tail;
    private boolean playing;

    /** Since the session began or woke; samples from before that do not count as dropped. */
    private boolean everPlayed;

    private boolean skipping;
    private int flushes;
    private double correction;
    private volatile int targetSamples;

    Playout(SoundPath path, LatencyPolicy policy) {
        this.path = path;
        width = path.format.width();
        channels = path.format.channels();
        tail = new float[FADE * width];
        intake = new Intake(path.enhanced);
        tuner = new LatencyTuner(policy);
        drift = new DriftControl(policy);
        targetSamples = tuner.targetSamples();
    }

    /**
     * Fills the burst or its beginning. All available audio goes to the speaker at once, where it
     * protects against jitter.
     *
     * @param queued the samples in the speaker's queue, or −1 if unknown
     * @param inputOn whether the microphone has been sending audio, so that a lack of it counts as
     *     underrun
     * @return the number of samples; 0 to wait for audio because the queue still suffices
     */
    int next(float[] burst, int queued, boolean inputOn) {
        flush();
        int held = path.bufferedSamples() + Math.max(0, queued);
        int excess = held - tuner.targetSamples();
        boolean enough = excess >= 0 || path.enhanceEnded;
        if (!playing && enough && intake.size() >= BURST) {
            // Drops the exact excess: inaudible after silence, and playback starts at the target.
            int tooMuch = Math.max(0, Math.min(excess, intake.size() - BURST));
            int leftOut = intake.discard(tooMuch);
            path.lateSamples.add(everPlayed ? leftOut : 0);
            return start(burst);
        }
        boolean ranDry = playing && queued == 0;
        if (ranDry) {
            glitch();
        }
        skipping = playing && excess >= (skipping ? HOP : MOST_EXCESS);
        if (skipping) {
            path.lateSamples.add(intake.drop(droppable(excess, queued)));
            drift.restart();
        }
        if (playing && intake.stale() > 0) {
            path.lateSamples.add(intake.drop(intake.stale()));
        }
        int count = playing ? intake.read(burst, 0, BURST) : 0;
        if (count > 0) {
            if (count == BURST) {
                correction = drift.burst(excess);
                tuner.spare(intake.size() + Math.max(0, queued - LOW_WATER));
                tuner.burst();
            }
            targetSamples = tuner.targetSamples();
            return keepTail(burst, count);
        }
        if (queued > leastQueued()) {
            tuner.spare(intake.size() + queued - LOW_WATER);
            return 0;
        }
        return silence(burst, inputOn && !ranDry);
    }

    /** Drops buffered audio if the supervisor asks for it. */
    private void flush() {
        if (flushes != path.flushes) {
            flushes = path.flushes;
            int dropped = intake.discard(intake.size());
            path.lateSamples.add(flushes == path.wakeFlush ? 0 : dropped);
        }
    }

    /** The excess in whole hops, as far as it is here rather than in the speaker's queue. */
    private int droppable(int excess, int queued) {
        int kept = queued > BURST + LOW_WATER ? 0 : BURST;
        return Math.max(0, Math.min(excess, intake.size() - kept)) / HOP * HOP;
    }

    private int start(float[] burst) {
        playing = true;
        everPlayed = true;
        drift.restart();
        intake.read(burst, 0, BURST);
        for (int i = 0; i < tail.length; i++) {
            burst[i] *= (i + 0.5f) / tail.length;
        }
        return keepTail(burst, BURST);
    }

    private int keepTail(float[] burst, int count) {
        int fresh = Math.min(FADE, count) * width;
        System.arraycopy(tail, fresh, tail, 0, tail.length - fresh);
        System.arraycopy(burst, count * width - fresh, tail, tail.length - fresh, fresh);
        return count;
    }

    /** Fills the burst with the last instants reversed and faded out, then silence. */
    private int silence(float[] burst, boolean glitch) {
        Arrays.fill(burst, 0);
        for (int i = 0; i < tail.length; i++) {
            int channel = i % channels;
            float before = tail[tail.length - channels - (i - channel) + channel];
            burst[i] = before * (tail.length - i - 0.5f) / tail.length;
        }
        Arrays.fill(tail, 0);
        if (playing && glitch) {
            glitch();
        }
        playing = false;
        path.silenceSamples.add(BURST);
        return BURST;
    }

    private void glitch() {
        path.underruns.add(1);
        tuner.glitch();
        targetSamples = tuner.targetSamples();
    }

    /** Without a speaker, drops samples beyond the target. */
    void idle() {
        flush();
        playing = false;
        everPlayed &= !path.resting;
        Arrays.fill(tail, 0);
        int excess = path.bufferedSamples() - tuner.targetSamples();
        int dropped = intake.discard(Math.max(0, excess));
        path.lateSamples.add(everPlayed ? dropped : 0);
    }

    /** The speed to play the burst at, normally 1. */
    double speed() {
        return playing ? 1 + correction : 1;
    }

    /**
     * The fewest samples to keep in the speaker's queue. During silence it is more, because that
     * silence becomes the reserve when audio starts.
     */
    int leastQueued() {
        return playing ? LOW_WATER : targetSamples / 2;
    }

    /** Whether the last burst was audio rather than silence. */
    boolean isPlaying() {
        return playing;
    }

    boolean hasSound() {
        return intake.size() >= (playing ? 1 : BURST);
    }

    int targetSamples() {
        return targetSamples;
    }

    double driftPpm() {
        return drift.driftPpm();
    }
}
