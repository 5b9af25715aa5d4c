package quietline.tarsosdsp;

import be.tarsos.dsp.AudioDispatcher;
import be.tarsos.dsp.io.jvm.AudioDispatcherFactory;
import be.tarsos.dsp.writer.WriterProcessor;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import javax.sound.sampled.UnsupportedAudioFileException;
import quietline.Enhancer;

/**
 * Reads a mono WAV file, takes its noise out and writes it, in one chain of TarsosDSP. As in live
 * sound, the output is late by {@link EnhancerProcessor#latencySamples()}.
 */
public final class CleanFile {

    private static final int BUFFER_SAMPLES = 1024;

    private CleanFile() {}

    static void run(File noisy, File clean) throws IOException, UnsupportedAudioFileException {
        AudioDispatcher dispatcher = AudioDispatcherFactory.fromFile(noisy, BUFFER_SAMPLES, 0);
        dispatcher.addAudioProcessor(
                new EnhancerProcessor(Enhancer.create(), dispatcher.getFormat()));
        dispatcher.addAudioProcessor(
                new WriterProcessor(dispatcher.getFormat(), new RandomAccessFile(clean, "rw")));
        dispatcher.run();
    }
}
