package quietline;

import java.util.function.DoubleConsumer;
import quietline.dsp.Resampler;
import quietline.dsp.SampleLine;

/**
 * Enhances a recording of any sample rate from 8 to 192 kHz in pieces of any size, as {@link
 * EnhancerStream} does at 16 kHz. Content above 8 kHz gets the gain g that the network computes
 * just below it:
 *
 * <pre>
 * out = up(clean - g·low) + g·in, low = down(in), clean = network(low)
 * </pre>
 *
 * <p>g is cross-faded from frame to frame as overlapping windows are. Where the mask is one, g is
 * one and the output equals the input.
 */
public final class FullBandStream {

    public static final int LOWEST_RATE = Resampler.LOWEST_RATE;
    public static final int HIGHEST_RATE = Resampler.HIGHEST_RATE;

    private static final int LOW_RATE = Enhancer.SAMPLE_RATE;
    private static final int HOP = Enhancer.HOP_SAMPLES;
    private static final double HOPS_PER_SECOND = (double) LOW_RATE / HOP;

    private final int sampleRate;
    private final boolean narrow;
    private final EnhancerStream core;
    private final UpperGain.Cursor lowGain;
    private final UpperGain.Cursor gain;
    private final Resampler down;
    private final Resampler up;
    private final SampleLine noisy;
    private final SampleLine low;
    private final float[] piece;
    private final float[] lowPiece;
    private final float[] clean;
    private final float[] tail;
    private long taken;
    private long given;
    private long cleaned;

    /** Creates a stream that owns the enhancer and resets it. */
    public FullBandStream(Enhancer enhancer, int sampleRate) {
        this(enhancer, sampleRate, false);
    }

    /**
     * Creates a stream that owns the enhancer and resets it.
     *
     * @param narrow whether to drop content above 8 kHz
     */
    public FullBandStream(Enhancer enhancer, int sampleRate, boolean narrow) {
        this.sampleRate = Resampler.checked(sampleRate);
        this.narrow = narrow;
        UpperGain upper = new UpperGain(enhancer, sampleRate);
        lowGain = upper.cursor(LOW_RATE);
        gain = upper.cursor(sampleRate);
        core = new EnhancerStream(enhancer, narrow ? number -> {} : upper);
        down = resampler(sampleRate, LOW_RATE, enhancer);
        up = resampler(LOW_RATE, sampleRate, enhancer);
        piece = new float[(int) Math.ceil(sampleRate / HOPS_PER_SECOND)];
        lowPiece = new float[most(down, piece.length, LOW_RATE, sampleRate)];
        clean = new float[lowPiece.length + 3 * HOP];
        tail = new float[most(up, clean.length, sampleRate, LOW_RATE)];
        noisy = new SampleLine(piece.length + tail.length, piece.length);
        low = new SampleLine(clean.length, lowPiece.length);
        reset();
    }

    /** Returns the short filter if the sound that it leaves out is added with its own gain. */
    private Resampler resampler(int from, int to, Enhancer enhancer) {
        return narrow
                ? new Resampler(from, to, enhancer.kernels())
                : Resampler.quick(from, to, enhancer.kernels());
    }

    /**
     * Returns a whole recording of one channel enhanced with the default weights, as long as it was
     * and aligned to it.
     */
    public static float[] enhance(float[] recording, int sampleRate) {
        return enhance(recording, sampleRate, probability -> {});
    }

    static float[] enhance(float[] recording, int sampleRate, DoubleConsumer speechListener) {
        long samples = (long) recording.length * LOW_RATE / Resampler.checked(sampleRate);
        Enhancer enhancer = Enhancer.create(Enhancer.defaultWeights(), samples);
        FullBandStream stream = new FullBandStream(enhancer, sampleRate);
        stream.setSpeechListener(speechListener);
        float[] out = new float[recording.length];
        stream.flush(out, stream.push(recording, 0, recording.length, out, 0));
        return out;
    }

    /** Returns an upper bound of a resampler's output for this many samples. */
    private static int most(Resampler resampler, int count, long to, long from) {
        return (int) ((count + resampler.delaySamples()) * to / from) + 2;
    }

    /**
     * Calls the listener with the speech probability of each hop of 16 ms in turn, the first and
     * the last one included, on the thread that calls {@link #push} or {@link #flush}.
     */
    public void setSpeechListener(DoubleConsumer listener) {
        core.setSpeechListener(listener);
    }

    /** Returns the speech probability of the last hop enhanced; 0 before the first. */
    public float speechProbability() {
        return core.speechProbability();
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
     * Returns the most samples that the stream ever holds back. A program that needs one sample out
     * for each sample in begins its output with this many zeros.
     */
    public int latencySamples() {
        if (sampleRate == LOW_RATE) {
            return 2 * HOP;
        }
        long lows = 2 * HOP + up.delaySamples();
        return down.delaySamples() + (int) ((lows * sampleRate + LOW_RATE - 1) / LOW_RATE);
    }

    /** Returns how many samples have to arrive before the first at 16 kHz. */
    int delayBefore() {
        return down.delaySamples();
    }

    /**
     * Takes {@code count} samples and returns how many it has written from {@code out[outOffset]}
     * on. {@code in} and {@code out} must not overlap.
     */
    public int push(float[] in, int inOffset, int count, float[] out, int outOffset) {
        int to = outOffset;
        if (sampleRate == LOW_RATE) {
            to += core.push(in, inOffset, count, out, outOffset);
            given += to - outOffset;
            taken += count;
            return to - outOffset;
        }
        for (int done = 0; done < count; done += piece.length) {
            to += take(in, inOffset + done, Math.min(count - done, piece.length), out, to);
        }
        return to - outOffset;
    }

    private int take(float[] in, int at, int count, float[] out, int outAt) {
        for (int n = 0; n < count; n++) {
            piece[n] = Enhancer.sound(in[at + n]);
        }
        taken += count;
        noisy.append(piece, 0, 1, count, given);
        int lows = down.push(piece, 0, count, lowPiece, 0);
        low.append(lowPiece, 0, 1, lows, cleaned);
        return rise(core.push(lowPiece, 0, lows, clean, 0), out, outAt);
    }

    /** Ends the recording: writes the rest, returns its length, and resets the stream. */
    public int flush(float[] out, int outOffset) {
        int to = outOffset;
        if (sampleRate == LOW_RATE) {
            to += core.flush(out, outOffset);
        } else {
            int lows = down.flush(lowPiece, 0);
            low.append(lowPiece, 0, 1, lows, cleaned);
            to += rise(core.push(lowPiece, 0, lows, clean, 0), out, to);
            to += rise(core.flush(clean, 0), out, to);
            int ready = Math.min(up.flush(tail, 0), pending());
            System.arraycopy(tail, 0, out, to, ready);
            to += give(ready, out, to);
        }
        reset();
        return to - outOffset;
    }

    /** Resamples the network's output to the recording's rate and adds the content above 8 kHz. */
    private int rise(int count, float[] out, int outAt) {
        if (!narrow) {
            lowGain.add(-1, low.samples, low.at(cleaned), clean, 0, count);
        }
        cleaned += count;
        return give(up.push(clean, 0, count, out, outAt), out, outAt);
    }

    private int give(int count, float[] out, int outAt) {
        if (!narrow) {
            gain.add(1, noisy.samples, noisy.at(given), out, outAt, count);
        }
        given += count;
        return count;
    }

    /** Forgets the recording; the stream is as new. */
    public void reset() {
        core.reset();
        down.reset();
        up.reset();
        lowGain.reset();
        gain.reset();
        noisy.restart(0, 0);
        low.restart(0, 0);
        taken = 0;
        given = 0;
        cleaned = 0;
    }
}
