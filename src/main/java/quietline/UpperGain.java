package quietline;

import quietline.dsp.Resampler;

/**
 * The gain of content above 8 kHz: the energy-weighted gain of the highest bands below it. Frame
 * f's gain holds at the 16 kHz sample 256·f; between two frames it changes as their windows
 * overlap, {@code g = a + (b - a)·sin²}.
 */
final class UpperGain implements EnhancerStream.FrameListener {

    private static final int HOP = Enhancer.HOP_SAMPLES;

    /** More frames than can be finished before the first of their samples is written. */
    private static final int KEPT = 16;

    private static final int MOST_IN_HOP = HOP * Resampler.HIGHEST_RATE / Enhancer.SAMPLE_RATE + 1;

    /** 0, 1, 2 …: Java vectorises a loop that reads its index as a float. */
    private static final float[] NUMBERS = new float[MOST_IN_HOP];

    static {
        for (int i = 0; i < NUMBERS.length; i++) {
            NUMBERS[i] = i;
        }
    }

    /** {@code sin(πu)/2} for u from -1/2 to 1/2 as a polynomial; the error is below 2e-9. */
    private static final float RISE_1 = 1.57079629f;

    private static final float RISE_3 = -2.58385344f;
    private static final float RISE_5 = 1.27501569f;
    private static final float RISE_7 = -0.299022588f;
    private static final float RISE_9 = 0.0386100647f;

    private final Enhancer enhancer;
    private final int firstBin;
    private final int lastBin;
    private final float[] gains = new float[KEPT];

    /**
     * Creates the gain for a recording of this rate, whose bandwidth may be below the network's.
     */
    UpperGain(Enhancer enhancer, int sampleRate) {
        this.enhancer = enhancer;
        double top = Math.min(sampleRate, Enhancer.SAMPLE_RATE) / (double) Enhancer.SAMPLE_RATE;
        firstBin = (int) (0.75 * top * HOP);
        lastBin = (int) (0.95 * top * HOP);
    }

    @Override
    public void frame(long number) {
        gains[(int) (number % KEPT)] = enhancer.gain(firstBin, lastBin);
    }

    /** Returns a cursor that reads this gain sample by sample at the given rate. */
    Cursor cursor(int rate) {
        return new Cursor(rate);
    }

    /** The position of one stream within the gain. */
    final class Cursor {

        /** The length of a hop in ticks; a sample is {@link Enhancer#SAMPLE_RATE} ticks long. */
        private final long hopTicks;

        private final float hopsPerSample;

        /** The tick of the hop's first sample; then its number of samples, and those done. */
        private long firstTick;

        private int samples;
        private int inHop;
        private long hop;

        /** The rise of each sample of a hop whose first tick is {@link #risesTick}. */
        private final float[] rises;

        private long risesTick = -1;

        private Cursor(int rate) {
            hopTicks = (long) HOP * rate;
            hopsPerSample = (float) Enhancer.SAMPLE_RATE / hopTicks;
            rises = new float[HOP * rate / Enhancer.SAMPLE_RATE + 1];
            nextHop(0);
        }

        /** Adds the next samples times gain and factor: {@code out += factor·g·in}. */
        void add(float factor, float[] in, int from, float[] out, int at, int count) {
            int done = 0;
            while (done < count) {
                int run = Math.min(count - done, samples - inHop);
                addWithinHop(factor, in, from + done, out, at + done, run);
                done += run;
                inHop += run;
                if (inHop == samples) {
                    nextHop(firstTick + (long) samples * Enhancer.SAMPLE_RATE - hopTicks);
                    hop++;
                }
            }
        }

        private void nextHop(long tick) {
            firstTick = tick;
            samples = (int) ((hopTicks - tick + Enhancer.SAMPLE_RATE - 1) / Enhancer.SAMPLE_RATE);
            inHop = 0;
            computeRises();
        }

        private void addWithinHop(
                float factor, float[] in, int from, float[] out, int at, int count) {
            float start = factor * gains[(int) (hop % KEPT)];
            float end = factor * gains[(int) ((hop + 1) % KEPT)];
            float middle = 0.5f * (start + end);
            float change = end - start;
            for (int n = 0; n < count; n++) {
                out[at + n] += (middle + change * rises[inHop + n]) * in[from + n];
            }
        }

        /** Computes the rises anew if this hop begins at another tick than the last one. */
        private void computeRises() {
            if (firstTick == risesTick) {
                return;
            }
            risesTick = firstTick;
            float first = (float) firstTick / hopTicks - 0.5f;
            for (int n = 0; n < samples; n++) {
                float u = first + hopsPerSample * NUMBERS[n];
                float square = u * u;
                float rise = RISE_7 + square * RISE_9;
                rise = RISE_5 + square * rise;
                rise = RISE_3 + square * rise;
                rise = RISE_1 + square * rise;
                rises[n] = u * rise;
            }
        }

        void reset() {
            nextHop(0);
            hop = 0;
        }
    }
}
