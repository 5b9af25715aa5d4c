package quietline.streaming.live;

import java.io.IOException;
import quietline.Enhancer;
import quietline.dsp.Resampler;

/**
 * An open microphone with all that its format needs: bursts of any rate and channel count become
 * mono at 16 kHz, the mean of the channels. Made by the keeper, then the capture thread's alone.
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

    /** Takes the line over, or closes it if it cannot be used. */
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

    /** Room for what any push of so many can become: all that is inside, and as much again. */
    static int mostOutput(Resampler resampler, int count) {
        return resampler.maxOutput(count + resampler.delaySamples());
    }

    /** By how much a burst, or a piece of several, may be shorter or longer than others. */
    int unevenSamples() {
        int rate = line.sampleRate();
        int rounded = LatencyPolicy.BURST_SAMPLES * rate % Enhancer.SAMPLE_RATE == 0 ? 0 : 2;
        return rounded + samples(line.unevenInstants());
    }

    /** What came together with the burst, and has yet to be read; −1 if nothing comes together. */
    int restSamples() {
        return line.restInstants() < 0 ? -1 : samples(line.restInstants());
    }

    private int samples(int instants) {
        return (int) ((long) instants * Enhancer.SAMPLE_RATE / line.sampleRate());
    }

    /** What the last read gave. */
    float[] burst() {
        return burst;
    }

    /** As many as make so many whole bursts, to the instant: else they would drift through hops. */
    private long instantsAfter(long bursts) {
        return bursts * LatencyPolicy.BURST_SAMPLES * line.sampleRate() / Enhancer.SAMPLE_RATE;
    }

    /**
     * Waits for a burst, or what a piece ends with; gives how many samples it became, {@link
     * #ENDED} or {@link #NOTHING}.
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

    /** What waits in the device and the resampler. */
    double delaySeconds() {
        return (double) (line.waitingInstants() + resampler.delaySamples()) / line.sampleRate();
    }

    @Override
    public void close() throws IOException {
        line.close();
    }
}
