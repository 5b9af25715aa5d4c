package quietline.streaming.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import quietline.Enhancer;
import quietline.FullBandEnhancer;
import quietline.streaming.live.EnhanceStage.HopProcess;

/**
 * Enhances the interleaved hops of a session, each channel in a stream of its own. Any thread may
 * call the setters.
 */
public final class LiveEnhancer implements HopProcess {

    private final LiveFormat format;
    private final List<Enhancer> enhancers = new ArrayList<>();
    private final FullBandEnhancer[] streams;
    private final float[] noisy;
    private final float[] clean;

    /**
     * @param enhancer creates the enhancer of one channel
     */
    public LiveEnhancer(Supplier<Enhancer> enhancer, LiveFormat format) {
        this.format = format;
        streams = new FullBandEnhancer[format.channels()];
        for (int c = 0; c < streams.length; c++) {
            enhancers.add(enhancer.get());
            streams[c] = new FullBandEnhancer(enhancers.get(c), format.sampleRate());
        }
        noisy = new float[streams[0].hopSamples()];
        clean = new float[noisy.length];
    }

    LiveFormat format() {
        return format;
    }

    @Override
    public void process(float[] in, int inOffset, float[] out, int outOffset) {
        int channels = streams.length;
        for (int c = 0; c < channels; c++) {
            for (int i = 0; i < noisy.length; i++) {
                noisy[i] = in[inOffset + i * channels + c];
            }
            streams[c].process(noisy, 0, clean, 0);
            for (int i = 0; i < noisy.length; i++) {
                out[outOffset + i * channels + c] = clean[i];
            }
        }
    }

    @Override
    public int delayInstants() {
        return streams[0].latencySamples();
    }

    /** Enhances noise for this long, so that the code is JIT-compiled; then resets. */
    public void warmUp(Duration duration) {
        Random random = new Random(1);
        float[] hop = new float[format.hopFloats()];
        long start = System.nanoTime();
        while (System.nanoTime() - start < duration.toNanos()) {
            for (int i = 0; i < hop.length; i++) {
                hop[i] = random.nextFloat() - 0.5f;
            }
            process(hop, 0, hop, 0);
        }
        reset();
    }

    @Override
    public void reset() {
        for (FullBandEnhancer stream : streams) {
            stream.reset();
        }
    }

    void setBypass(boolean bypass) {
        enhancers.forEach(enhancer -> enhancer.setBypass(bypass));
    }

    void setStrength(float strength) {
        enhancers.forEach(enhancer -> enhancer.setStrength(strength));
    }
}
