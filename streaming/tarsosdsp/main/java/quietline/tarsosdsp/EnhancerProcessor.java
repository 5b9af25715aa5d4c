package quietline.tarsosdsp;

import be.tarsos.dsp.AudioEvent;
import be.tarsos.dsp.AudioProcessor;
import be.tarsos.dsp.io.TarsosDSPAudioFormat;
import java.util.Arrays;
import quietline.Enhancer;
import quietline.FullBandStream;

/**
 * Enhances the sound of a TarsosDSP {@code AudioDispatcher} in place: mono, 8 to 192 kHz, buffers
 * of any size without overlap. The output lags by {@link #latencySamples()}; {@link #rest()}
 * returns the last samples after the end.
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

    /** Samples ready for output, at first as many zeros as the latency. */
    private final float[] ready;

    private int readyCount;
    private long taken;
    private float[] rest = {};

    /**
     * Creates a processor that owns the enhancer.
     *
     * @param format the dispatcher's format, because its events do not contain the number of
     *     channels
     * @throws IllegalArgumentException if the format is not mono or its rate is not supported
     */
    public EnhancerProcessor(Enhancer enhancer, TarsosDSPAudioFormat format) {
        // The dispatcher drops half of a stereo stream, so mixing after it would be too late.
        if (format.getChannels() != 1) {
            throw new IllegalArgumentException(
                    "the dispatcher's stream has %d channels, expected 1: make it mono before the dispatcher"
                            .formatted(format.getChannels()));
        }
        sampleRate = Math.round(format.getSampleRate());
        if (sampleRate < FullBandStream.LOWEST_RATE || sampleRate > FullBandStream.HIGHEST_RATE) {
            throw new IllegalArgumentException(
                    "the dispatcher's stream has %d Hz, expected %d to %d"
                            .formatted(
                                    sampleRate,
                                    FullBandStream.LOWEST_RATE,
                                    FullBandStream.HIGHEST_RATE));
        }
        stream = new FullBandStream(enhancer, sampleRate);
        latency = stream.latencySamples();
        ready = new float[latency + PIECE + latency];
        readyCount = latency;
    }

    /** Returns the delay of the output in samples of the dispatcher's rate. */
    public int latencySamples() {
        return latency;
    }

    /**
     * Enhances the event's buffer in place.
     *
     * @throws IllegalStateException if the buffers overlap or have another rate than the format
     */
    @Override
    public boolean process(AudioEvent event) {
        if (event.getOverlap() != 0) {
            throw new IllegalStateException(
                    "the dispatcher's buffers overlap by %d samples, expected 0"
                            .formatted(event.getOverlap()));
        }
        if (Math.round(event.getSampleRate()) != sampleRate) {
            throw new IllegalStateException(
                    "the dispatcher's stream has %.0f Hz, expected %d"
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

    /** Flushes the stream into {@link #rest()}; the next event begins a new stream. */
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

    /** Returns the last samples of a finished stream, at most {@link #latencySamples()}. */
    public float[] rest() {
        return rest.clone();
    }
}
