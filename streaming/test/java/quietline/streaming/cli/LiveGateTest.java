package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import quietline.Enhancer;
import quietline.streaming.io.Samples;
import quietline.streaming.live.LiveEnhancer;
import quietline.streaming.live.LiveFormat;

/** Enhances two seconds of noise, then two of noisy speech, as {@code live} does. */
class LiveGateTest {

    private static final int RATE = Enhancer.SAMPLE_RATE;
    private static final int HOP = Enhancer.HOP_SAMPLES;

    private static final float[] noisy = new float[4 * RATE];

    @BeforeAll
    static void record() throws Exception {
        Random random = new Random(1);
        for (int i = 0; i < 2 * RATE; i++) {
            noisy[i] = 0.1f * (float) random.nextGaussian();
        }
        float[] speech = Samples.readAll(Path.of("../samples/street.wav"));
        System.arraycopy(speech, RATE, noisy, 2 * RATE, 2 * RATE);
    }

    private static float[] live(String... options) {
        LiveCommand command = new LiveCommand();
        new CommandLine(command).parseArgs(options);
        LiveFormat format = new LiveFormat(LiveFormat.NARROW, 1);
        LiveEnhancer enhancer = command.enhancer(Enhancer.defaultWeights(), format);
        float[] clean = new float[noisy.length];
        for (int at = 0; at + HOP <= noisy.length; at += HOP) {
            enhancer.process(noisy, at, clean, at);
        }
        return clean;
    }

    @Test
    void silencesNoiseAndKeepsSpeech() {
        float[] open = live();
        float[] gated = live("--gate");
        assertTrue(decibels(open, RATE, 2 * RATE) > -100, "there is noise to silence");
        double silenced = decibels(gated, RATE, 2 * RATE) - decibels(open, RATE, 2 * RATE);
        assertTrue(silenced < -40, silenced + " dB");
        int from = 2 * RATE;
        assertEquals(decibels(open, from, 4 * RATE), decibels(gated, from, 4 * RATE), 0.1);
    }

    private static double decibels(float[] sound, int from, int to) {
        double power = 1e-20;
        for (int i = from; i < to; i++) {
            power += sound[i] * sound[i] / (to - from);
        }
        return 10 * Math.log10(power);
    }
}
