package quietline.streaming.plot;

import java.io.IOException;
import java.nio.file.Path;
import quietline.streaming.io.Recording;
import quietline.streaming.io.Recordings;

/**
 * Collects the spectrogram and the waveform of a recording while it streams by, in a bounded number
 * of columns whatever its length.
 */
public final class SoundTrace {

    private static final int BLOCK_INSTANTS = 4096;

    private final String name;
    private final int sampleRate;
    private final int channels;
    private final SpectrumColumns spectrum;
    private final WaveformColumns waveform;

    /**
     * @param name the name to print in the picture
     */
    public SoundTrace(String name, int sampleRate, int channels) {
        this.name = name;
        this.sampleRate = sampleRate;
        this.channels = channels;
        spectrum = new SpectrumColumns(sampleRate, channels);
        waveform = new WaveformColumns(spectrum.firstSpan());
    }

    /** Reads a whole recording. */
    public static SoundTrace of(Path file) throws IOException {
        try (Recording recording = Recordings.open(file)) {
            SoundTrace trace =
                    new SoundTrace(
                            file.getFileName().toString(),
                            recording.sampleRate(),
                            recording.channels());
            float[] block = new float[BLOCK_INSTANTS * recording.channels()];
            for (int count; (count = recording.read(block, 0, block.length)) >= 0; ) {
                trace.add(block, 0, count);
            }
            return trace.finish();
        }
    }

    /** Adds samples of whole instants; allocates nothing. */
    public void add(float[] from, int offset, int count) {
        spectrum.add(from, offset, count);
        for (int i = 0; i < count; i += channels) {
            waveform.add(from, offset + i, channels);
        }
    }

    /** Must be called once at the end. */
    public SoundTrace finish() {
        spectrum.finish();
        waveform.finish();
        return this;
    }

    public String name() {
        return name;
    }

    public int sampleRate() {
        return sampleRate;
    }

    public long instants() {
        return waveform.instants();
    }

    public double seconds() {
        return (double) instants() / sampleRate;
    }

    SpectrumColumns spectrum() {
        return spectrum;
    }

    WaveformColumns waveform() {
        return waveform;
    }
}
