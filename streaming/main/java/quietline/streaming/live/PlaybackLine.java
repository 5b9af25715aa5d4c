package quietline.streaming.live;

import java.io.IOException;
import java.util.Arrays;
import quietline.Enhancer;
import quietline.dsp.VariableResampler;

/**
 * An open speaker with all that its format needs: mono at 16 kHz becomes its rate, the same on all
 * its channels. Made by the keeper, then the playback thread's alone.
 */
final class PlaybackLine implements OpenLine {

    private final OutputLine line;
    private final VariableResampler resampler;
    private final int channels;
    private final float[] mono;
    private final float[] interleaved;

    /** Takes the line over, or closes it if it cannot be used. */
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

    /** Plays so much of the burst at this speed, 1 being usual; blocks while the device is full. */
    void write(float[] burst, int count, double speed) throws IOException {
        resampler.setSpeed(speed);
        int instants = resampler.push(burst, 0, count, mono, 0);
        for (int i = 0; i < instants; i++) {
            Arrays.fill(interleaved, i * channels, (i + 1) * channels, mono[i]);
        }
        line.write(interleaved, 0, instants * channels);
    }

    /** To be called before one sleeps. */
    void flush() throws IOException {
        line.flush();
    }

    /** How much has yet to sound, in samples at 16 kHz; −1 if the device cannot tell. */
    int queuedSamples() {
        int queued = line.queuedInstants();
        return queued < 0 ? -1 : (int) ((long) queued * Enhancer.SAMPLE_RATE / line.sampleRate());
    }

    /** How long it takes to the ear, with so much queued, as far as the device tells. */
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
