package quietline.streaming.live;

import java.io.IOException;
import quietline.Enhancer;
import quietline.dsp.VariableResampler;

/**
 * An open speaker that converts the session's format to the device's sample rate and channel count.
 * Created by the {@link DeviceKeeper}, then used by the playback thread only.
 */
final class PlaybackLine implements OpenLine {

    private final OutputLine line;
    private final LiveFormat format;
    private final VariableResampler[] resamplers;
    private final int channels;
    private final float[] one;
    private final float[] resampled;
    private final float[] joined;
    private final float[] interleaved;

    /** Owns the line; closes it if it cannot be used. */
    static PlaybackLine of(OutputLine line, LiveFormat format) throws IOException {
        try {
            return new PlaybackLine(line, format);
        } catch (RuntimeException e) {
            line.close();
            throw e;
        }
    }

    private PlaybackLine(OutputLine line, LiveFormat format) {
        this.line = line;
        this.format = format;
        channels = line.channels();
        resamplers = new VariableResampler[format.channels()];
        for (int c = 0; c < resamplers.length; c++) {
            resamplers[c] = new VariableResampler(format.sampleRate(), line.sampleRate());
        }
        one = new float[Playout.BURST * format.instantsPerSample()];
        resampled = new float[resamplers[0].maxOutput(one.length)];
        joined = new float[resampled.length * resamplers.length];
        interleaved = new float[resampled.length * channels];
    }

    /** Plays samples at the given speed, normally 1; blocks while the device's buffer is full. */
    void write(float[] burst, int count, double speed) throws IOException {
        int own = resamplers.length;
        int given = count * format.instantsPerSample();
        int instants = 0;
        for (int c = 0; c < own; c++) {
            LiveFormat.pick(burst, own, one, c, own, given);
            resamplers[c].setSpeed(speed);
            instants = resamplers[c].push(one, 0, given, resampled, 0);
            for (int i = 0; i < instants; i++) {
                joined[i * own + c] = resampled[i];
            }
        }
        for (int c = 0; c < channels; c++) {
            LiveFormat.pick(joined, own, resampled, c, channels, instants);
            for (int i = 0; i < instants; i++) {
                interleaved[i * channels + c] = resampled[i];
            }
        }
        line.write(interleaved, 0, instants * channels);
    }

    /** Must be called before the playback thread sleeps. */
    void flush() throws IOException {
        line.flush();
    }

    /** The samples not yet played, at 16 kHz, rounded up because 0 is a gap; −1 if unknown. */
    int queuedSamples() {
        int queued = line.queuedInstants();
        double samples = (double) queued * Enhancer.SAMPLE_RATE / line.sampleRate();
        return queued < 0 ? -1 : (int) Math.ceil(samples);
    }

    /** The delay until a new sample is heard, as far as the device reports it. */
    double delaySeconds(int queuedSamples) {
        int inside = queuedSamples < 0 ? line.bufferInstants() : line.deviceInstants();
        return (double) inside / line.sampleRate()
                + (double) Math.max(0, queuedSamples) / Enhancer.SAMPLE_RATE
                + (double) resamplers[0].delaySamples() / format.sampleRate();
    }

    @Override
    public String deviceName() {
        return line.deviceName();
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
