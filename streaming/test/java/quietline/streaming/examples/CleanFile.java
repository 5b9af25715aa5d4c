package quietline.streaming.examples;

import java.io.IOException;
import java.nio.file.Path;
import quietline.FullBandStream;
import quietline.streaming.io.WavFile;

/** Reads a recording, takes the noise out of each channel, and writes it as WAV. */
public final class CleanFile {

    private CleanFile() {}

    static void run(Path noisy, Path clean) throws IOException {
        WavFile recording = WavFile.read(noisy);
        float[][] channels = new float[recording.channels()][];
        for (int c = 0; c < channels.length; c++) {
            channels[c] = FullBandStream.enhance(recording.channel(c), recording.sampleRate());
        }
        recording.with(channels).write(clean);
    }
}
