package quietline.streaming.live;

import java.io.IOException;
import java.util.Arrays;
import quietline.Enhancer;

/**
 * An open speaker with all that its format needs: mono at 16 kHz becomes its rate, the same on all
 * its channels. Made by the keeper, then the playback thread's alone.
 */
final class PlaybackLine implements OpenLine {

    private final OutputLine line;
    private final RateConverter converter;
    private final int channels;
    private final float[] mono;
    private final float[] interleaved;

    PlaybackLine(OutputLine line, int mostSamples) {
        this.line = line;
        channels = line.channels();
        converter = RateConverter.between(Enhancer.SAMPLE_RATE, line.sampleRate());
        mono = new float[converter.maxOutput(mostSamples)];
        interleaved = new float[mono.length * channels];
    }

    /** Blocks while the device is full. */
    void write(float[] burst, int count) throws IOException {
        int instants = converter.convert(burst, 0, count, mono, 0);
        for (int i = 0; i < instants; i++) {
            Arrays.fill(interleaved, i * channels, (i + 1) * channels, mono[i]);
        }
        line.write(interleaved, 0, instants * channels);
    }

    /** How much has yet to sound, in samples at 16 kHz; −1 if the device cannot tell. */
    int queuedSamples() {
        int queued = line.queuedInstants();
        return queued < 0 ? -1 : (int) ((long) queued * Enhancer.SAMPLE_RATE / line.sampleRate());
    }

    /** What lies in the converter, and in the device where that is not counted as queued. */
    double delaySeconds() {
        int hidden = line.queuedInstants() < 0 ? line.bufferInstants() : 0;
        return (double) hidden / line.sampleRate() + converter.delaySeconds();
    }

    @Override
    public double zeroSeconds() {
        return 0;
    }

    @Override
    public void close() throws IOException {
        line.close();
    }
}
