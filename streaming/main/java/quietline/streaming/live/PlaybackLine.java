package quietline.streaming.live;

import java.io.IOException;
import java.util.Arrays;
import quietline.Enhancer;
import quietline.dsp.VariableResampler;

/**
 * An open speaker that converts mono at 16 kHz to the device's sample rate and copies it to all
 * channels. Created by the {@link DeviceKeeper}, then used by the playback thread only.
 */
final class PlaybackLine implements OpenLine {

    private final OutputLine line;
    private final VariableResampler resampler;
    private final int channels;
    private final float[] mono;
    private final float[] interleaved;

    /** Owns the line; closes it if it cannot be used. */
    static PlaybackLine of(OutputLine line) throws IOException {
        try {
            return new PlaybackLine(line);
        } catch (RuntimeException e) {
            line.close();
            throw e;
        }
    }

    private PlaybackLine(OutputLine line) {
        this.line = line;
        channels = line.channels();
        resampler = new VariableResampler(Enhancer.SAMPLE_RATE, line.sampleRate());
        mono = new float[resampler.maxOutput(Playout.BURST)];
        interleaved = new float[mono.length * channels];
    }

    /** Plays samples at the given speed, normally 1; blocks while the device's buffer is full. */
    void write(float[] burst, int count, double speed) throws IOException {
        resampler.setSpeed(speed);
        int instants = resampler.push(burst, 0, count, mono, 0);
        for (int i = 0; i < instants; i++) {
            Arrays.fill(interleaved, i * channels, (i + 1) * channels, mono[i]);
        }
        line.write(interleaved, 0, instants * channels);
    }

    /** Must be called before the playback thread sleeps. */
    void flush() throws IOException {
        line.flush();
    }

    /** The samples not yet played, at 16 kHz; −1 if unknown. */
    int queuedSamples() {
        int queued = line.queuedInstants();
        return queued < 0 ? -1 : (int) ((long) queued * Enhancer.SAMPLE_RATE / line.sampleRate());
    }

    /** The delay until a new sample is heard, as far as the device reports it. */
    double delaySeconds(int queuedSamples) {
        int inside = queuedSamples < 0 ? line.bufferInstants() : line.deviceInstants();
        int samples = Math.max(0, queuedSamples) + resampler.delaySamples();
        return (double) inside / line.sampleRate() + (double) samples / Enhancer.SAMPLE_RATE;
    }

    @Override
    public double zeroSeconds() {
        return 0;
    }

    @Override
    public boolean failsWhenLost() {
        return true;
    }

    @Override
    public void close() throws IOException {
        line.close();
    }
}
