package quietline;

/**
 * The gain of what the network cannot hear: that of the highest bands it hears, weighted by their
 * energy, from frame to frame. Frame f's holds at the 16 kHz sample 256·f, and between two of them
 * it goes over as their windows do, {@code g = a + (b - a)·sin²}.
 */
final class UpperGain implements EnhancerStream.FrameListener {

    private static final int HOP = Enhancer.HOP_SAMPLES;

    /** As many frames as can be done before the first of their samples comes out. */
    private static final int KEPT = 16;

    private static final int STEPS = 4 * HOP;
    private static final float[] RISE = new float[STEPS + 2];

    static {
        for (int i = 0; i < RISE.length; i++) {
            double sine = Math.sin(Math.PI / 2 * i / STEPS);
            RISE[i] = (float) (sine * sine);
        }
    }

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

        private final float stepsPerTick;
        private long ticks;
        private long hop;

        private Cursor(int rate) {
            hopTicks = (long) HOP * rate;
            stepsPerTick = (float) STEPS / hopTicks;
        }

        /** Adds the stream's next samples, times the gain and a factor: {@code out += c·g·in}. */
        void add(float factor, float[] in, int from, float[] out, int at, int count) {
            int done = 0;
            while (done < count) {
                long left = (hopTicks - ticks + Enhancer.SAMPLE_RATE - 1) / Enhancer.SAMPLE_RATE;
                int run = (int) Math.min(count - done, left);
                addWithinHop(factor, in, from + done, out, at + done, run);
                done += run;
                ticks += (long) run * Enhancer.SAMPLE_RATE;
                if (ticks >= hopTicks) {
                    ticks -= hopTicks;
                    hop++;
                }
            }
        }

        private void addWithinHop(
                float factor, float[] in, int from, float[] out, int at, int count) {
            float start = factor * gains[(int) (hop % KEPT)];
            float change = factor * gains[(int) ((hop + 1) % KEPT)] - start;
            int tick = (int) ticks;
            for (int n = 0; n < count; n++) {
                float step = stepsPerTick * tick;
                int before = (int) step;
                float rise = RISE[before] + (step - before) * (RISE[before + 1] - RISE[before]);
                out[at + n] += (start + change * rise) * in[from + n];
                tick += Enhancer.SAMPLE_RATE;
            }
        }

        void reset() {
            ticks = 0;
            hop = 0;
        }
    }
}
