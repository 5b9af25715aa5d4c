package quietline;

/**
 * A recording enhanced piece by piece, pieces of any size: what comes out in all is as long as what
 * went in and not delayed, and the same for any pieces.
 *
 * <p>It equals {@code torch.stft} (centred, reflecting at both ends), network, {@code torch.istft}
 * on the first ⌊n/256⌋·256 samples. The tail, which that leaves out, is enhanced by one more frame.
 * A recording too short to be reflected once (256 samples or fewer) is reflected to and fro.
 *
 * <p>Owns the start of the recording until it is long enough to be reflected, and its last samples.
 */
public final class EnhancerStream {

    private static final int HOP = Enhancer.HOP_SAMPLES;

    /**
     * Reflection at the end reaches back less than two hops, at the start forward just over one.
     */
    private static final int KEPT = 4 * HOP;

    /** Hears of each frame, numbered from 0, as soon as the enhancer has done it. */
    interface FrameListener {

        void frame(long number);
    }

    private final Enhancer enhancer;
    private final FrameListener listener;
    private final float[] recent = new float[KEPT];
    private final float[] hop = new float[HOP];
    private long taken;
    private long framed;
    private long given;

    /** Takes the enhancer over, and forgets what it heard before. */
    public EnhancerStream(Enhancer enhancer) {
        this(enhancer, number -> {});
    }

    EnhancerStream(Enhancer enhancer, FrameListener listener) {
        this.enhancer = enhancer;
        this.listener = listener;
        enhancer.reset();
    }

    /** The most samples that {@link #push} of so many can give back. */
    public int maxOutput(int count) {
        return Math.toIntExact(taken - given + count);
    }

    /** How many samples are inside: what {@link #flush} would give back. */
    public int pending() {
        return (int) (taken - given);
    }

    /**
     * Takes {@code count} samples and returns how many are written from {@code out[outOffset]} on.
     * {@code in} and {@code out} must not overlap.
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
            // One sample more than a hop must be there before the start can be reflected.
            while (taken > HOP && framed * HOP + HOP <= taken) {
                at += frame(out, at);
            }
        }
        return at - outOffset;
    }

    /** Ends the recording: writes all that is left, returns how much, and is ready for the next. */
    public int flush(float[] out, int outOffset) {
        int at = outOffset;
        while (given < taken) {
            at += frame(out, at);
        }
        reset();
        return at - outOffset;
    }

    /** Enhances a whole recording: as many samples out as in, not delayed. */
    public float[] enhance(float[] recording) {
        reset();
        float[] out = new float[recording.length];
        flush(out, push(recording, 0, recording.length, out, 0));
        return out;
    }

    /** Forgets the recording, as if new. */
    public void reset() {
        enhancer.reset();
        taken = 0;
        framed = 0;
        given = 0;
    }

    /**
     * Feeds the next hop, reflected where the recording has ended, and gives back the one before.
     */
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
        int ready = framed == 0 ? 0 : (int) Math.min(HOP, taken - given);
        System.arraycopy(hop, 0, out, at, ready);
        framed++;
        given += ready;
        return ready;
    }

    /**
     * Fills the hop from where {@code first} lies, mirrored at the recording's first and last
     * sample.
     */
    private void reflect(long first) {
        long period = Math.max(1, 2 * (taken - 1));
        for (int n = 0; n < HOP; n++) {
            long there = Math.floorMod(first + n, period);
            long inside = Math.min(there, period - there);
            hop[n] = recent[(int) (taken == 1 ? 0 : inside % KEPT)];
        }
    }
}
