package quietline.streaming.batch;

import java.io.IOException;
import java.nio.file.Path;
import quietline.streaming.io.ReportFile;
import quietline.streaming.plot.SoundTrace;
import quietline.streaming.plot.SpectrogramPlot;

/** Collects the spectrograms before and after enhancement, and draws them at the end. */
final class Picture {

    private final Path file;
    private final SoundTrace before;
    private final SoundTrace after;
    private final int channels;
    private float[] interleaved = new float[0];

    Picture(Path file, String input, String output, int sampleRate, int channels) {
        this.file = file;
        this.channels = channels;
        before = new SoundTrace(input, sampleRate, channels);
        after = new SoundTrace(output, sampleRate, channels);
    }

    void add(Channels sound, int instants) {
        if (interleaved.length < instants * channels) {
            interleaved = new float[instants * channels];
        }
        for (int c = 0; c < channels; c++) {
            interleave(sound.noisy(c), c, instants);
        }
        before.add(interleaved, 0, instants * channels);
        for (int c = 0; c < channels; c++) {
            interleave(sound.clean(c), c, instants);
        }
        after.add(interleaved, 0, instants * channels);
    }

    private void interleave(float[] samples, int channel, int instants) {
        for (int i = 0; i < instants; i++) {
            interleaved[i * channels + channel] = samples[i];
        }
    }

    /**
     * @param origin what the picture was made from; null if unknown
     */
    void write(boolean replace, Origin origin) throws IOException {
        byte[] png = SpectrogramPlot.of(before.finish(), after.finish()).png();
        ReportFile.write(file, origin == null ? png : origin.addTo(png), replace);
    }
}
