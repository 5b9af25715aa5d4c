package quietline;

import quietline.dsp.Resampler;

/**
 * The gain of what the network cannot hear: that of the highest bands it hears, weighted by their
 * energy, from frame to frame. Frame f's holds at the 16 kHz sample 256·f, and between two of them
 * it goes over as their windows do, {@code g = a + (b - a)·sin²}.
 */
final class UpperGain implements EnhancerStream.FrameListener {

    private static final int HOP = Enhancer.HOP_SAMPLES;

    /** As many frames as can be done before the first of their samples comes out. */
    private static final int KEPT = 16;

    private static final int MOST_IN_HOP = HOP * Resampler.HIGHEST_RATE / Enhancer.SAMPLE_RATE + 1;

    /** 0, 1, 2 …: a loop over them is compiled to vectors, one that counts is not. */
    private static final float[] NUMBERS = new float[MOST_IN_HOP];

    static {
        for (int i = 0; i < NUMBERS.length; i++) {
            NUMBERS[i] = i;
        }
    }

    /** {@code sin(πu)/2} from -1/2 to 1/2, by powers of u, is off by less than 2e-9. */
    private static final float RISE_1 = 1.57079629f;

    private static final float RISE_3 = -2.58385344f;
    private static final float RISE_5 = 1.27501569f;
    private static final float RISE_7 = -0.299022588f;
    private static final float RISE_9 = 0.0386100647f;

    private final Enhancer enhancer;
    private final int firstBin;
    private final int lastBin;
    private final float[] gains = new float[KEPT];

    /** For a recording of this rate, which may reach less far up than the network does. */
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

    /** Goes through this gain sample by sample, at a rate of its own. */
    Cursor cursor(int rate) {
        return new Cursor(rate);
    }

    /** Where one stream is. */
    final class Cursor {

        /** A hop is so many ticks long, a sample as many as the rate of 16 kHz has. */
        private final long hopTicks;

        private final float hopsPerSample;

        /** Of a hop's first sample; how many samples it has, and how many of them are done. */
        private long firstTick;

        private int samples;
        private int inHop;
        private long hop;

        private Cursor(int rate) {
            hopTicks = (long) HOP * rate;
            hopsPerSample = (float) Enhancer.SAMPLE_RATE / hopTicks;
            nextHop(0);
        }

        /** Adds the stream's next samples, times the gain and a factor: {@code out += c·g·in}. */
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
        }

        private void addWithinHop(
                float factor, float[] in, int from, float[] out, int at, int count) {
            float start = factor * gains[(int) (hop % KEPT)];
            float end = factor * gains[(int) ((hop + 1) % KEPT)];
            float middle = 0.5f * (start + end);
            float change = end - start;
            float first = (float) firstTick / hopTicks - 0.5f;
            for (int n = 0; n < count; n++) {
                float u = first + hopsPerSample * NUMBERS[inHop + n];
                float square = u * u;
                float rise = RISE_7 + square * RISE_9;
                rise = RISE_5 + square * rise;
                rise = RISE_3 + square * rise;
                rise = RISE_1 + square * rise;
                out[at + n] += (middle + change * (u * rise)) * in[from + n];
            }
        }

        void reset() {
            nextHop(0);
            hop = 0;
        }
    }
}
