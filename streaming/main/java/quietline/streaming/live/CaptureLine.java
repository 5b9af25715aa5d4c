package quietline.streaming.live;

import java.io.IOException;
import quietline.Enhancer;
import quietline.dsp.Resampler;

/**
 * An open microphone that converts bursts of any sample rate and channel count to the session's
 * format. Created by the {@link DeviceKeeper}, then used by the capture thread only.
 */
final class CaptureLine implements OpenLine {

    static final int ENDED = -1;
    static final int NOTHING = -2;

    private final InputLine line;
    private final LiveFormat format;
    private final Resampler[] resamplers;
    private final int channels;
    private final float[] interleaved;
    private final float[] one;
    private final float[] resampled;
    private final float[] burst;

    /** The floats of the burst's whole samples, and those of the next one that follow them. */
    private int wholeFloats;

    private int restFloats;
    private long reads;
    private volatile long zeroInstants = -1;

    /** Owns the line; closes it if it cannot be used. */
    static CaptureLine of(InputLine line, LiveFormat format) throws IOException {
        try {
            return new CaptureLine(line, format);
        } catch (RuntimeException e) {
            line.close();
            throw e;
        }
    }

    private CaptureLine(InputLine line, LiveFormat format) {
        this.line = line;
        this.format = format;
        channels = line.channels();
        resamplers = new Resampler[format.channels()];
        for (int c = 0; c < resamplers.length; c++) {
            resamplers[c] = Resampler.quick(line.sampleRate(), format.sampleRate());
        }
        int burstInstants = (int) instantsAfter(1) + 1;
        interleaved = new float[burstInstants * channels];
        one = new float[burstInstants];
        resampled = new float[mostOutput(resamplers[0], burstInstants)];
        burst = new float[resampled.length * format.channels() + format.width()];
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

    /** The result of the last read, interleaved. */
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
        for (int i = 0; i < got; i++) {
            zero &= interleaved[i] == 0;
        }
        zeroInstants = zero ? Math.max(0, zeroInstants) + instants : 0;
        return convert(instants);
    }

    /** Fills the burst and returns its number of whole samples. */
    private int convert(int instants) {
        System.arraycopy(burst, wholeFloats, burst, 0, restFloats);
        int ready = 0;
        for (int c = 0; c < resamplers.length; c++) {
            LiveFormat.pick(interleaved, channels, one, c, resamplers.length, instants);
            ready = resamplers[c].push(one, 0, instants, resampled, 0);
            for (int i = 0; i < ready; i++) {
                burst[restFloats + i * resamplers.length + c] = resampled[i];
            }
        }
        int floats = restFloats + ready * resamplers.length;
        int samples = floats / format.width();
        wholeFloats = samples * format.width();
        restFloats = floats - wholeFloats;
        return samples;
    }

    @Override
    public String deviceName() {
        return line.deviceName();
    }

    @Override
    public double zeroSeconds() {
        return line.maySendZeros() ? 0 : (double) zeroInstants / line.sampleRate();
    }

    @Override
    public boolean failsWhenLost() {
        return line.failsWhenLost();
    }

    /** The delay of the device and the resampler. */
    double delaySeconds() {
        return (double) (line.waitingInstants() + resamplers[0].delaySamples()) / line.sampleRate();
    }

    @Override
    public void close() throws IOException {
        line.close();
    }
}
