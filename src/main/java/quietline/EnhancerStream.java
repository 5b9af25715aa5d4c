package quietline;

import java.util.function.DoubleConsumer;

/**
 * Enhances a 16 kHz recording in pieces of any size. The output is as long as the input, aligned to
 * it, and the same for any pieces.
 *
 * <p>The first ⌊n/256⌋·256 samples equal {@code torch.stft} (centred, reflected at both ends),
 * network, {@code torch.istft}; one more frame enhances the rest. A recording of 256 samples or
 * fewer is reflected repeatedly.
 *
 * <p>Keeps the last four hops of the recording, from which its two ends are reflected.
 */
public final class EnhancerStream {

    private static final int HOP = Enhancer.HOP_SAMPLES;

    /** Enough: reflection reaches back less than two hops at the end, forward one at the start. */
    private static final int KEPT = 4 * HOP;

    /** Is called after each frame; frames are numbered from 0. */
    interface FrameListener {

        void frame(long number);
    }

    private final Enhancer enhancer;
    private final FrameListener listener;
    private DoubleConsumer speechListener = probability -> {};
    private final float[] recent = new float[KEPT];
    private final float[] hop = new float[HOP];
    private long taken;
    private long framed;
    private long given;

    /** Creates a stream that owns the enhancer and resets it. */
    public EnhancerStream(Enhancer enhancer) {
        this(enhancer, number -> {});
    }

    EnhancerStream(Enhancer enhancer, FrameListener listener) {
        this.enhancer = enhancer;
        this.listener = listener;
        enhancer.reset();
    }

    /**
     * Calls the listener with the speech probability of each hop of 256 samples in turn, the first
     * and the last one included, on the thread that calls {@link #push} or {@link #flush}.
     */
    public void setSpeechListener(DoubleConsumer listener) {
        speechListener = listener;
    }

    /** Returns the speech probability of the last hop written; 0 before the first. */
    public float speechProbability() {
        return enhancer.speechProbability();
    }

    /** Returns an upper bound of the samples that {@link #push} writes for this many. */
    public int maxOutput(int count) {
        return Math.toIntExact(taken - given + count);
    }

    /** Returns the number of samples that {@link #flush} would write. */
    public int pending() {
        return (int) (taken - given);
    }

    /**
     * Takes {@code count} samples and returns how many it has written from {@code out[outOffset]}
     * on. {@code in} and {@code out} must not overlap.
     */
    public int push(float[] in, int inOffset, int count, float[] out, int outOffset) {
        int at = outOffset;
        int from = inOffset;
        int left = count;
        while (left > 0) {
            int room = Math.min(left, HOP - (int) (taken % HOP));
            System.arraycopy(in, from, recent, (int) (taken % KEPT), room);
            taken += room;
            from += room;
            left -= room;
            // Reflecting the start takes one sample more than a hop.
            while (taken > HOP && framed * HOP + HOP <= taken) {
                at += frame(out, at);
            }
        }
        return at - outOffset;
    }

    /** Ends the recording: writes the rest, returns its length, and resets the stream. */
    public int flush(float[] out, int outOffset) {
        int at = outOffset;
        while (given < taken) {
            at += frame(out, at);
        }
        reset();
        return at - outOffset;
    }

    /** Returns a whole recording enhanced, as long as it was and aligned to it. */
    public float[] enhance(float[] recording) {
        reset();
        float[] out = new float[recording.length];
        flush(out, push(recording, 0, recording.length, out, 0));
        return out;
    }

    /** Forgets the recording; the stream is as new. */
    public void reset() {
        enhancer.reset();
        taken = 0;
        framed = 0;
        given = 0;
    }

    /** Enhances the next hop, reflected beyond the end, and returns how many samples it wrote. */
    private int frame(float[] out, int at) {
        if (framed == 0) {
            reflect(-HOP);
            enhancer.prime(hop);
        }
        long first = framed * HOP;
        if (first + HOP <= taken) {
            enhancer.process(recent, (int) (first % KEPT), hop, 0);
        } else {
            reflect(first);
            enhancer.process(hop, 0, hop, 0);
        }
        listener.frame(framed);
        if (framed > 0) {
            speechListener.accept(enhancer.speechProbability());
        }
        int ready = framed == 0 ? 0 : (int) Math.min(HOP, taken - given);
        System.arraycopy(hop, 0, out, at, ready);
        framed++;
        given += ready;
        return ready;
    }

    /** Fills the hop from sample {@code first} on, mirrored at the first and last sample. */
    private void reflect(long first) {
        long period = Math.max(1, 2 * (taken - 1));
        for (int n = 0; n < HOP; n++) {
            long there = Math.floorMod(first + n, period);
            long inside = Math.min(there, period - there);
            hop[n] = recent[(int) (taken == 1 ? 0 : inside % KEPT)];
        }
    }
}
