package quietline.streaming.live;

import java.io.IOException;
import quietline.Enhancer;
import quietline.dsp.Resampler;

/**
 * An open microphone that converts bursts of any sample rate and channel count to mono at 16 kHz,
 * the mean of the channels. Created by the {@link DeviceKeeper}, then used by the capture thread
 * only.
 */
final class CaptureLine implements OpenLine {

    static final int ENDED = -1;
    static final int NOTHING = -2;

    private final InputLine line;
    private final Resampler resampler;
    private final int channels;
    private final float[] interleaved;
    private final float[] mono;
    private final float[] burst;
    private long reads;
    private volatile long zeroInstants = -1;

    /** Owns the line; closes it if it cannot be used. */
    static CaptureLine of(InputLine line) throws IOException {
        try {
            return new CaptureLine(line);
        } catch (RuntimeException e) {
            line.close();
            throw e;
        }
    }

    private CaptureLine(InputLine line) {
        this.line = line;
        channels = line.channels();
        resampler = Resampler.quick(line.sampleRate(), Enhancer.SAMPLE_RATE);
        int burstInstants = (int) instantsAfter(1) + 1;
        interleaved = new float[burstInstants * channels];
        mono = new float[burstInstants];
        burst = new float[mostOutput(resampler, burstInstants)];
    }

    /** The most samples that a push of {@code count} can return. */
    static int mostOutput(Resampler resampler, int count) {
        return resampler.maxOutput(count + resampler.delaySamples());
    }

    /** The most by which the lengths of bursts, or of blocks of bursts, may differ. */
    int blockJitterSamples() {
        int rate = line.sampleRate();
        int rounded = LatencyPolicy.BURST_SAMPLES * rate % Enhancer.SAMPLE_RATE == 0 ? 0 : 2;
        return rounded + samples(line.blockJitterInstants());
    }

    /** The unread samples of the current block; −1 if the device has no blocks. */
    int blockRestSamples() {
        return line.blockRestInstants() < 0 ? -1 : samples(line.blockRestInstants());
    }

    private int samples(int instants) {
        return (int) ((long) instants * Enhancer.SAMPLE_RATE / line.sampleRate());
    }

    /** The result of the last read. */
    float[] burst() {
        return burst;
    }

    /**
     * Returns the exact number of instants in a number of bursts, so that bursts do not drift
     * against hops.
     */
    private long instantsAfter(long bursts) {
        return bursts * LatencyPolicy.BURST_SAMPLES * line.sampleRate() / Enhancer.SAMPLE_RATE;
    }

    /**
     * Waits for a burst or the end of a block. Returns the number of samples, {@link #ENDED} or
     * {@link #NOTHING}.
     */
    int read() throws IOException {
        int wanted = (int) (instantsAfter(reads + 1) - instantsAfter(reads));
        int got = line.read(interleaved, 0, wanted * channels);
        reads++;
        if (got <= 0) {
            return got < 0 ? ENDED : NOTHING;
        }
        int instants = got / channels;
        boolean zero = true;
        for (int i = 0; i < instants; i++) {
            float sum = 0;
            for (int c = 0; c < channels; c++) {
                sum += interleaved[i * channels + c];
                zero &= interleaved[i * channels + c] == 0;
            }
            mono[i] = sum / channels;
        }
        zeroInstants = zero ? Math.max(0, zeroInstants) + instants : 0;
        return resampler.push(mono, 0, instants, burst, 0);
    }

    @Override
    public double zeroSeconds() {
        return (double) zeroInstants / line.sampleRate();
    }

    @Override
    public boolean failsWhenLost() {
        return line.failsWhenLost();
    }

    /** The delay of the device and the resampler. */
    double delaySeconds() {
        return (double) (line.waitingInstants() + resampler.delaySamples()) / line.sampleRate();
    }

    @Override
    public void close() throws IOException {
        line.close();
    }
}
