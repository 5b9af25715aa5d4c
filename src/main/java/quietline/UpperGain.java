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
    private final long hopTicks;
    private final float[] gains = new float[KEPT];

    /** How far the recording's next sample is into its hop, of {@link #hopTicks}. */
    private long ticks;

    private long hop;

    UpperGain(Enhancer enhancer, int sampleRate) {
        this.enhancer = enhancer;
        hopTicks = (long) HOP * sampleRate;
        double top = Math.min(sampleRate, Enhancer.SAMPLE_RATE) / (double) Enhancer.SAMPLE_RATE;
        firstBin = (int) (0.62 * top * HOP);
        lastBin = (int) (0.95 * top * HOP);
    }

    @Override
    public void frame(long number) {
        gains[(int) (number % KEPT)] = enhancer.gain(firstBin, lastBin);
    }

    /** At a sample of 16 kHz. */
    float at(long sample) {
        return between(sample / HOP, RISE[(int) (sample % HOP) * (STEPS / HOP)]);
    }

    /** At the recording's next sample. */
    float next() {
        float step = (float) ticks / hopTicks * STEPS;
        int before = (int) step;
        float rise = RISE[before] + (step - before) * (RISE[before + 1] - RISE[before]);
        float gain = between(hop, rise);
        ticks += Enhancer.SAMPLE_RATE;
        if (ticks >= hopTicks) {
            ticks -= hopTicks;
            hop++;
        }
        return gain;
    }

    private float between(long earlier, float rise) {
        float from = gains[(int) (earlier % KEPT)];
        return from + (gains[(int) ((earlier + 1) % KEPT)] - from) * rise;
    }

    void reset() {
        ticks = 0;
        hop = 0;
    }
}
