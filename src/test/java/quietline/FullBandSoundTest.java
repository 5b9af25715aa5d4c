package quietline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import quietline.dsp.Resampler;
import quietline.dsp.Responses;
import quietline.weights.Weights;

/** Enhances speech and hiss at other rates with the default weights. */
class FullBandSoundTest {

    private static final int LOW = Enhancer.SAMPLE_RATE;
    private static final int RATE = 48000;

    private static float[] noisy;

    @BeforeAll
    static void listen() throws Exception {
        noisy = speech();
    }

    private static float[] speech() throws Exception {
        return Arrays.copyOf(MonoWav.read(Path.of("../samples/street.wav")), 4 * LOW);
    }

    /** The recording at another rate, enhanced, and back: the enhanced recording, not delayed. */
    @ParameterizedTest
    @ValueSource(ints = {22050, 24000, 32000, 44100, 48000, 88200, 96000, 176400, 192000})
    void soundsTheSameAtEveryRate(int rate) {
        Enhancer enhancer = Enhancer.create();
        float[] expected = new EnhancerStream(enhancer).enhance(noisy);
        float[] in = resample(noisy, LOW, rate);
        float[] back = resample(enhance(enhancer, rate, in), rate, LOW);
        assertEquals(0, Responses.delay(expected, back, 40), 0.01, "samples late, enhanced");
        assertTrue(correlation(expected, back) > 0.999, "" + correlation(expected, back));
        enhancer.setBypass(true);
        assertEquals(0, Responses.delay(in, enhance(enhancer, rate, in), 40), 0.001, "bypassed");
    }

    /** Half of the network's band is empty at these rates, and the output is still aligned. */
    @ParameterizedTest
    @ValueSource(ints = {8000, 11025, 12000})
    void alignsRatesBelow16Kilohertz(int rate) {
        Enhancer enhancer = Enhancer.create();
        float[] in = resample(noisy, LOW, rate);
        assertEquals(0, Responses.delay(in, enhance(enhancer, rate, in), 40), 0.02, "samples late");
    }

    /** Hiss alone goes above 8 kHz as it goes below, and no further than it may. */
    @Test
    void removesHissAbove8Kilohertz() {
        float[] hiss = EnhancerTest.noise(2 * RATE, 1);
        Enhancer enhancer = Enhancer.create();
        double before = above(hiss);
        assertTrue(decibels(above(enhance(enhancer, RATE, hiss)) / before) < -20);
        enhancer.setMaxAttenuation(12);
        assertEquals(-12, decibels(above(enhance(enhancer, RATE, hiss)) / before), 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {8100, 8500, 12000, 20000})
    void narrowLeavesNothingAbove8Kilohertz(int hertz) {
        float[] hiss = EnhancerTest.noise(2 * RATE, 1);
        Enhancer enhancer = Enhancer.create();
        enhancer.setBypass(true);
        float[] narrow = FullBandStreamTest.enhance(new FullBandStream(enhancer, RATE, true), hiss);
        assertTrue(decibels(powerAt(6000, narrow) / powerAt(6000, hiss)) > -10);
        assertTrue(decibels(powerAt(hertz, narrow) / powerAt(hertz, hiss)) < -80);
    }

    /** Content above 8 kHz passes with a sibilant and is removed without one. */
    @Test
    void keepsSibilantsAndSilencesPauses() {
        float[] in = withSibilants(noisy);
        float[] high = high(in);
        float[] left = high(enhance(Enhancer.create(), RATE, in));
        int frame = RATE / 50;
        int frames = high.length / frame;
        double[] loudness = new double[frames];
        for (int f = 0; f < frames; f++) {
            loudness[f] = power(high, f * frame, frame);
        }
        double[] sorted = loudness.clone();
        Arrays.sort(sorted);
        double loud = sorted[frames - frames / 50];
        double quiet = sorted[frames / 2];
        double[] sums = new double[4];
        for (int f = 0; f < frames; f++) {
            int kind = loudness[f] >= loud ? 0 : loudness[f] <= quiet ? 2 : 4;
            if (kind < 4) {
                sums[kind] += power(left, f * frame, frame);
                sums[kind + 1] += loudness[f];
            }
        }
        double sibilants = decibels(sums[0] / sums[1]);
        double pauses = decibels(sums[2] / sums[3]);
        System.out.printf("above 8 kHz: sibilants %.1f dB, pauses %.1f dB%n", sibilants, pauses);
        assertTrue(sibilants > -4, "sibilants should stay, but " + sibilants);
        assertTrue(pauses < -15, "hiss should go, but " + pauses);
    }

    /** Speech whose highest octave is repeated above 8 kHz, as in an s, and hiss. */
    private static float[] withSibilants(float[] noisy) {
        float[] without = resample(resample(noisy, LOW, 11000), 11000, LOW);
        float[] edge = new float[noisy.length];
        for (int n = 0; n < edge.length; n++) {
            edge[n] = noisy[n] - without[n];
        }
        float[] shifted = resample(edge, LOW, RATE);
        for (int n = 0; n < shifted.length; n++) {
            shifted[n] *= (float) (2 * Math.cos(2 * Math.PI * 6000 * n / RATE));
        }
        float[] sum = high(shifted);
        float[] speech = resample(noisy, LOW, RATE);
        float[] hiss = EnhancerTest.noise(sum.length, 3);
        for (int n = 0; n < sum.length; n++) {
            sum[n] += speech[n] + 0.01f * hiss[n];
        }
        return sum;
    }

    /**
     * Live sound is what the same samples are as a recording, over the whole band. By GTCRN, whose
     * output depends less on where frames begin.
     */
    @Test
    void soundsTheSameLive() throws Exception {
        float[] in = withSibilants(speech());
        float[] offline = enhance(Enhancer.create(Weights.fast()), RATE, in);
        FullBandEnhancer live = new FullBandEnhancer(Enhancer.create(Weights.fast()), RATE);
        float[] heard = FullBandEnhancerTest.enhance(live, in);
        float[] highOffline = high(offline);
        float[] highHeard = high(heard);
        int late = live.latencySamples();
        int half = RATE / 2;
        // The first half second is a pause.
        for (int at = half; at + half + late <= in.length; at += half) {
            double all = correlation(offline, at, heard, at + late, half);
            double above = correlation(highOffline, at, highHeard, at + late, half);
            System.out.printf("live: %.4f, above 8 kHz %.4f%n", all, above);
            assertTrue(all > 0.995, "correlates by " + all);
            assertTrue(above > 0.98, "above 8 kHz, correlates by " + above);
        }
    }

    private static double correlation(float[] a, int at, float[] b, int there, int count) {
        return correlation(
                Arrays.copyOfRange(a, at, at + count), Arrays.copyOfRange(b, there, there + count));
    }

    private static float[] enhance(Enhancer enhancer, int rate, float[] in) {
        return FullBandStreamTest.enhance(new FullBandStream(enhancer, rate), in);
    }

    private static float[] high(float[] x) {
        float[] low = resample(resample(x, RATE, LOW), LOW, RATE);
        float[] high = new float[x.length];
        for (int n = 0; n < high.length; n++) {
            high[n] = x[n] - low[n];
        }
        return high;
    }

    private static double above(float[] x) {
        return power(high(x), RATE / 10, x.length - RATE / 5);
    }

    /** Power at one frequency, under a Hann window. */
    private static double powerAt(double hertz, float[] x) {
        double re = 0;
        double im = 0;
        for (int n = 0; n < x.length; n++) {
            double window = 0.5 - 0.5 * Math.cos(2 * Math.PI * n / x.length);
            re += window * x[n] * Math.cos(2 * Math.PI * hertz * n / RATE);
            im += window * x[n] * Math.sin(2 * Math.PI * hertz * n / RATE);
        }
        return re * re + im * im;
    }

    private static double power(float[] x, int at, int count) {
        return EnhancerTest.power(Arrays.copyOfRange(x, at, at + count));
    }

    private static double correlation(float[] a, float[] b) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int n = 0; n < a.length; n++) {
            ab += a[n] * b[n];
            aa += a[n] * a[n];
            bb += b[n] * b[n];
        }
        return ab / Math.sqrt(aa * bb);
    }

    private static double decibels(double ratio) {
        return 10 * Math.log10(ratio);
    }

    private static float[] resample(float[] in, int from, int to) {
        Resampler resampler = new Resampler(from, to);
        float[] out = new float[resampler.maxOutput(in.length)];
        resampler.flush(out, resampler.push(in, 0, in.length, out, 0));
        return out;
    }
}
