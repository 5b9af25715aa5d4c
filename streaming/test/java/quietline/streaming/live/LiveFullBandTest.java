package quietline.streaming.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import quietline.Enhancer;
import quietline.FullBandStream;
import quietline.dsp.Resampler;
import quietline.streaming.io.Samples;

/** Runs sessions at 48 kHz in simulated time. */
class LiveFullBandTest {

    private static final int RATE = 48_000;
    private static final int HALF = RATE / 2;
    private static final int SECONDS = 6;
    private static final double QUIET = 1e-3;

    /** Silence before the offline recording that makes its frames begin where live ones do. */
    private static final int LEAD = 134;

    private static float[] noisy;

    /** Noisy speech with hiss up to 20 kHz that is as loud as the speech at each moment. */
    @BeforeAll
    static void record() throws Exception {
        float[] speech = Samples.readAll(Path.of("../samples/street.wav"));
        noisy = convert(speech, Enhancer.SAMPLE_RATE, RATE);
        Random random = new Random(1);
        float[] white = new float[noisy.length];
        for (int i = 0; i < white.length; i++) {
            white[i] = (float) random.nextGaussian();
        }
        float[] hiss = convert(white, 40_000, RATE);
        for (int i = 0; i < noisy.length; i++) {
            noisy[i] += 0.1f * Math.abs(noisy[i]) * hiss[i];
        }
    }

    private static float[] convert(float[] in, int from, int to) {
        float[] out = new float[(int) ((long) in.length * to / from) + 1];
        Resampler resampler = new Resampler(from, to);
        int given = resampler.push(in, 0, in.length, out, 0);
        resampler.flush(out, given);
        return out;
    }

    private static float[] high(float[] in) {
        float[] low = convert(convert(in, RATE, 16_000), 16_000, RATE);
        float[] high = new float[in.length];
        for (int i = 0; i < high.length; i++) {
            high[i] = in[i] - low[i];
        }
        return high;
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 0", "2, 2, 0", "2, 2, 1", "2, 1, 0", "1, 2, 1"})
    void playsWhatEnhanceWrites(int deviceChannels, int channels, int heardChannel) {
        SimulatedSession session = new SimulatedSession();
        session.devices(RATE, deviceChannels, 0, 0.002, true);
        session.format = new LiveFormat(RATE, channels);
        session.speaker.channel = Math.min(heardChannel, deviceChannels - 1);
        session.microphone.sound = n -> noisy[(int) (n % noisy.length)];
        boolean apart = deviceChannels == 2 && channels == 2;
        session.microphone.channelsApart = apart ? RATE : 0;
        session.build(new LiveEnhancer(Enhancer::create, session.format), LatencyPolicy.LOW);
        session.run(SECONDS + 1);
        assertEquals(0, session.engine.path.underruns.get());
        float[] in = new float[SECONDS * RATE];
        long first = session.microphone.firstSample() + (apart ? heardChannel * RATE : 0);
        for (int i = LEAD; i < in.length; i++) {
            in[i] = session.microphone.sound.at(first + i - LEAD);
        }
        float[] offline = FullBandStream.enhance(in, RATE);
        float[] heard = Arrays.copyOf(session.speaker.heard, session.speaker.heardCount);
        int late = lateness(offline, heard);
        float[] offlineHigh = high(offline);
        float[] heardHigh = high(heard);
        for (int at = RATE; at + HALF <= in.length; at += HALF) {
            if (loudness(offline, at) > QUIET) {
                double all = correlation(offline, heard, at, late);
                double above = correlation(offlineHigh, heardHigh, at, late);
                assertTrue(all > 0.998, at + ": correlates by " + all);
                assertTrue(above > 0.985, at + ": above 8 kHz correlates by " + above);
            }
        }
    }

    private static double loudness(float[] sound, int at) {
        double sum = 0;
        for (int i = at; i < at + HALF; i++) {
            sum += sound[i] * sound[i];
        }
        return Math.sqrt(sum / HALF);
    }

    private static int lateness(float[] offline, float[] heard) {
        int best = 0;
        for (int late = 0; late < RATE / 5; late++) {
            if (correlation(offline, heard, 2 * RATE, late)
                    > correlation(offline, heard, 2 * RATE, best)) {
                best = late;
            }
        }
        return best;
    }

    private static double correlation(float[] a, float[] b, int at, int late) {
        double ab = 0;
        double aa = 1e-12;
        double bb = 1e-12;
        for (int i = at; i < at + HALF; i++) {
            ab += a[i] * b[i + late];
            aa += a[i] * a[i];
            bb += b[i + late] * b[i + late];
        }
        return ab / Math.sqrt(aa * bb);
    }

    /** Clicks contain the whole band, so one delay holds for all of it. */
    @Test
    void reportsTrueDelay() {
        SimulatedSession session = new SimulatedSession();
        session.devices(RATE, 1, 0, 0.001, true);
        session.format = new LiveFormat(RATE, 1);
        LiveEnhancer bypassed = new LiveEnhancer(Enhancer::create, session.format);
        bypassed.setBypass(true);
        session.build(bypassed, LatencyPolicy.NORMAL);
        session.microphone.sound = sample -> 1e-6f;
        session.run(10);
        long click = session.microphone.firstSample() + 10 * RATE + RATE / 4;
        session.microphone.sound = sample -> sample == click ? 0.9f : 1e-6f;
        session.run(1);
        int loudest = 0;
        for (int i = 0; i < session.speaker.heardCount; i++) {
            boolean louder = session.speaker.heard[i] > session.speaker.heard[loudest];
            loudest = louder ? i : loudest;
        }
        double delay =
                session.speaker.soundsAtSecond(loudest) - session.microphone.sampleSecond(click);
        assertEquals(1000 * delay, session.engine.statistics(0, false, 1).latencyMillis(), 1);
        assertTrue(session.speaker.heard[loudest] > 0.7, "the click is whole");
    }

    /** Bypassed, the output is the input but for its delay, which the recordings leave out. */
    @ParameterizedTest
    @CsvSource({"48000, 1", "48000, 2", "16000, 1"})
    void recordsInputAndOutputAlignedToTheSample(int rate, int channels, @TempDir Path folder)
            throws IOException {
        SimulatedSession session = new SimulatedSession();
        session.devices(RATE, 1, 0, 0.001, true);
        session.format = new LiveFormat(rate, channels);
        LiveEnhancer bypassed = new LiveEnhancer(Enhancer::create, session.format);
        bypassed.setBypass(true);
        session.build(bypassed, LatencyPolicy.NORMAL);
        session.microphone.sound = n -> noisy[(int) (n % noisy.length)];
        session.run(1);
        Path in = folder.resolve("in.wav");
        Path out = folder.resolve("out.wav");
        session.engine.taps.record(in, out, false);
        session.run(2);
        session.engine.taps.stop(System.nanoTime() + 10_000_000_000L);
        float[] input = Samples.readAll(in);
        float[] output = Samples.readAll(out);
        assertTrue(output.length > rate * channels, output.length + " samples");
        int settled = rate * channels / 4;
        for (int i = settled; i < output.length; i++) {
            assertEquals(input[i], output[i], 1e-3, "sample " + i);
        }
    }
}
