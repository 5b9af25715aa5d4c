package quietline.streaming.tarsos;

import be.tarsos.dsp.AudioEvent;
import be.tarsos.dsp.AudioProcessor;
import be.tarsos.dsp.io.TarsosDSPAudioFormat;
import java.util.Arrays;
import quietline.Enhancer;
import quietline.FullBandStream;
import quietline.dsp.Resampler;

/**
 * Enhances what goes through anyone's {@code AudioDispatcher}, in place: mono of any rate from 8 to
 * 192 kHz, buffers of any size, no overlap. The output lags by {@link #latencySamples()}, always
 * the same; what is inside at the end is to be had from {@link #rest()}.
 *
 * <pre>{@code
 * dispatcher.addAudioProcessor(new EnhancerProcessor(Enhancer.create(), dispatcher.getFormat()));
 * }</pre>
 */
public final class EnhancerProcessor implements AudioProcessor {

    private static final int PIECE = 256;

    private final FullBandStream stream;
    private final int sampleRate;
    private final int latency;

    /** What is ready to be given back; at first as many zeros as the latency takes. */
    private final float[] ready;

    private int readyCount;
    private long taken;
    private float[] rest = {};

    /**
     * Takes the enhancer over.
     *
     * @param format the dispatcher's, since its events do not tell how many channels there are
     * @throws IllegalArgumentException if it is not mono, or of a rate out of reach
     */
    public EnhancerProcessor(Enhancer enhancer, TarsosDSPAudioFormat format) {
        // The dispatcher throws half of a stereo stream away, so mixing behind it comes too late.
        if (format.getChannels() != 1) {
            throw new IllegalArgumentException(
                    "the dispatcher's stream has %d channels, expected 1: make it mono before the dispatcher"
                            .formatted(format.getChannels()));
        }
        sampleRate = Math.round(format.getSampleRate());
        if (sampleRate < Resampler.LOWEST_RATE || sampleRate > Resampler.HIGHEST_RATE) {
            throw new IllegalArgumentException(
                    "the dispatcher's stream has %d Hz, expected %d to %d"
                            .formatted(sampleRate, Resampler.LOWEST_RATE, Resampler.HIGHEST_RATE));
        }
        stream = new FullBandStream(enhancer, sampleRate);
        latency = longestDelay(sampleRate);
        ready = new float[latency + PIECE + latency];
        readyCount = latency;
    }

    /** Two hops at most in the enhancer, and what the resamplers to it and back hold. */
    private static int longestDelay(int rate) {
        Resampler down = new Resampler(rate, Enhancer.SAMPLE_RATE);
        Resampler up = new Resampler(Enhancer.SAMPLE_RATE, rate);
        long lows = 2 * Enhancer.HOP_SAMPLES + up.delaySamples();
        int hops = (int) ((lows * rate + Enhancer.SAMPLE_RATE - 1) / Enhancer.SAMPLE_RATE);
        return rate == Enhancer.SAMPLE_RATE ? hops - up.delaySamples() : hops + down.delaySamples();
    }

    /** By how many samples of the dispatcher's rate the output lags behind the input. */
    public int latencySamples() {
        return latency;
    }

    /**
     * Enhances the event's buffer.
     *
     * @throws IllegalStateException if its buffers overlap, or come at another rate
     */
    @Override
    public boolean process(AudioEvent event) {
        if (event.getOverlap() != 0) {
            throw new IllegalStateException(
                    "the dispatcher's buffers overlap by %d samples, expected 0: the enhancer overlaps them itself"
                            .formatted(event.getOverlap()));
        }
        if (Math.round(event.getSampleRate()) != sampleRate) {
            throw new IllegalStateException(
                    "the dispatcher's stream has %.0f Hz, expected %d, as when this processor was made"
                            .formatted(event.getSampleRate(), sampleRate));
        }
        float[] buffer = event.getFloatBuffer();
        for (int at = 0; at < buffer.length; at += PIECE) {
            enhance(buffer, at, Math.min(PIECE, buffer.length - at));
        }
        taken += buffer.length;
        return true;
    }

    private void enhance(float[] buffer, int at, int count) {
        readyCount += stream.push(buffer, at, count, ready, readyCount);
        System.arraycopy(ready, 0, buffer, at, count);
        readyCount -= count;
        System.arraycopy(ready, count, ready, 0, readyCount);
    }

    /** Keeps what is inside for {@link #rest()}; the next event begins another stream. */
    @Override
    public void processingFinished() {
        float[] last = new float[readyCount + stream.pending()];
        System.arraycopy(ready, 0, last, 0, readyCount);
        stream.flush(last, readyCount);
        int silence = (int) Math.max(0, latency - taken);
        rest = Arrays.copyOfRange(last, silence, last.length);
        Arrays.fill(ready, 0);
        readyCount = latency;
        taken = 0;
    }

    /** After the end: the last samples, at most {@link #latencySamples()}, that no event took. */
    public float[] rest() {
        return rest.clone();
    }
}
