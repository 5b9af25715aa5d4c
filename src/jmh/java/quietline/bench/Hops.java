package quietline.bench;

import quietline.Enhancer;
import quietline.kernel.KernelChoice;

/**
 * A batch of hops, of many streams in turn: where their arrays happen to lie in memory makes a
 * difference of its own, which evens out. Loaded anew for each world of {@link StageTimingCost}.
 */
public final class Hops implements Runnable {

    static final int BATCH_HOPS = 25;
    private static final int STREAMS = 32;

    private final float[] samples;
    private final float[] out = new float[Enhancer.HOP_SAMPLES];
    private final Enhancer[] streams = new Enhancer[STREAMS];
    private final byte[][] gaps = new byte[STREAMS][];
    private int turn;
    private int at;

    public Hops(float[] samples) {
        this.samples = samples;
        for (int i = 0; i < STREAMS; i++) {
            gaps[i] = new byte[8 * (i % 8)];
            streams[i] = Enhancer.create(Enhancer.defaultWeights(), KernelChoice.fastest());
        }
    }

    @Override
    public void run() {
        Enhancer stream = streams[turn++ % STREAMS];
        for (int i = 0; i < BATCH_HOPS; i++) {
            stream.process(samples, at, out, 0);
            at = at + Enhancer.HOP_SAMPLES == samples.length ? 0 : at + Enhancer.HOP_SAMPLES;
        }
    }
}
