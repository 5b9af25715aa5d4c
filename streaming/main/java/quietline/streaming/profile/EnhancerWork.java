package quietline.streaming.profile;

import quietline.Enhancer;

/** One stream on a sound that repeats. */
final class EnhancerWork implements HopWork {

    private final Enhancer enhancer;
    private final float[] samples;
    private final float[] out = new float[Enhancer.HOP_SAMPLES];
    private int at;

    EnhancerWork(Enhancer enhancer, HopSound sound) {
        this(enhancer, sound, 0);
    }

    /** Begins with this hop of the sound. */
    EnhancerWork(Enhancer enhancer, HopSound sound, int firstHop) {
        this.enhancer = enhancer;
        samples = sound.samples();
        at = firstHop % sound.hops() * Enhancer.HOP_SAMPLES;
    }

    @Override
    public void hop() {
        enhancer.process(samples, at, out, 0);
        at += Enhancer.HOP_SAMPLES;
        if (at == samples.length) {
            at = 0;
        }
    }
}
