package quietline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import quietline.kernel.KernelChoice;
import quietline.kernel.Kernels;

class SpeechGateTest {

    private static final int RATE = Enhancer.SAMPLE_RATE;
    private static final int HOP = Enhancer.HOP_SAMPLES;

    @Test
    void opensAtOnceHoldsAndFades() {
        SpeechGate gate = new SpeechGate();
        for (int hop = 0; hop < 100; hop++) {
            gate.gain(0);
        }
        assertEquals(0, gate.gain(0.19f));
        assertEquals(1, gate.gain(0.2f));
        assertEquals(1, gate.gain(0.5f));
        for (int hop = 0; hop < 300 / 16; hop++) {
            assertEquals(1, gate.gain(0.1f), "hop " + hop);
        }
        float last = gate.gain(0);
        for (int hop = 0; hop < 6; hop++) {
            float now = gate.gain(0);
            assertEquals(1 / 6.0, last - now, 1e-6);
            last = now;
        }
        assertEquals(0, last);
    }

    @ParameterizedTest
    @ValueSource(strings = {"street", "fan", "keyboard"})
    void keepsTheFirstSyllable(String name) throws Exception {
        float[] speech = fromOnset(SpeechDetectorTest.sample(name + ".enhanced"));
        int onset = 2 * RATE;
        for (double noiseLevel : new double[] {0, 0.003, 0.02}) {
            float[] noisy = EnhancerTest.noise(onset + speech.length, 1);
            for (int i = 0; i < noisy.length; i++) {
                noisy[i] = (float) (noisy[i] * (noiseLevel / 0.1));
                noisy[i] += i < onset ? 0 : speech[i - onset];
            }
            float[] open = enhance(enhancer(), noisy);
            float[] gated = enhance(gated(), noisy);
            assertEquals(0, decibels(open, gated, onset, onset + RATE / 10), 1, "start, " + name);
            assertEquals(0, decibels(open, gated, onset, noisy.length), 0.1, "all, " + name);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {16000, 48000})
    void silencesTheWholeBandWhereNobodySpeaks(int rate) {
        float[] noise = EnhancerTest.noise(2 * rate, 1);
        FullBandStream stream = new FullBandStream(gated(), rate);
        float[] out = new float[noise.length];
        stream.flush(out, stream.push(noise, 0, noise.length, out, 0));
        float[] late = Arrays.copyOfRange(out, rate, out.length);
        assertEquals(0, EnhancerTest.power(late), 1e-12);
        float[] soon = Arrays.copyOf(out, rate / 4);
        assertTrue(EnhancerTest.power(soon) > 1e-12, "a stream begins open");
    }

    @Test
    void isOffByDefaultAndCanBeSwitchedAtAnyTime() throws Exception {
        float[] noisy = pausing();
        float[] open = enhance(enhancer(), noisy);
        Enhancer enhancer = gated();
        enhancer.setGate(false);
        assertArrayEquals(open, enhance(enhancer, noisy));
        enhancer.setGate(true);
        assertTrue(decibels(open, enhance(enhancer, noisy), RATE, 2 * RATE) < -60);
    }

    @Test
    void leavesWhatBypassStrengthAndMaxAttenuationLeave() {
        float[] noise = EnhancerTest.noise(2 * RATE, 1);
        Enhancer enhancer = gated();
        enhancer.setMaxAttenuation(12);
        float[] limited = enhance(enhancer, noise);
        assertEquals(-12, decibels(noise, limited, RATE, noise.length), 0.01);
        enhancer.setMaxAttenuation(Double.POSITIVE_INFINITY);
        enhancer.setStrength(0.9f);
        float[] part = enhance(enhancer, noise);
        assertEquals(-20, decibels(noise, part, RATE, noise.length), 0.01);
        enhancer.setBypass(true);
        assertArrayEquals(noise, enhance(enhancer, noise), 1e-6f);
    }

    @Test
    void givesTheSameInPiecesOfAnySizeAndAfterReset() throws Exception {
        float[] noisy = pausing();
        Enhancer enhancer = gated();
        float[] whole = enhance(enhancer, noisy);
        for (int piece : new int[] {100, 257, 6000}) {
            EnhancerStream stream = new EnhancerStream(enhancer);
            float[] out = new float[noisy.length];
            int to = 0;
            for (int at = 0; at < noisy.length; at += piece) {
                to += stream.push(noisy, at, Math.min(piece, noisy.length - at), out, to);
            }
            stream.flush(out, to);
            assertArrayEquals(whole, out);
        }
    }

    @Test
    void givesTheSameOnScalarAndVectorKernels() throws Exception {
        float[] noisy = pausing();
        float[][] found = new float[2][];
        int count = 0;
        for (Kernels each : new Kernels[] {KernelChoice.standard(), KernelChoice.fastest()}) {
            Enhancer enhancer = Enhancer.create(Enhancer.defaultWeights(), each);
            enhancer.setGate(true);
            found[count++] = enhance(enhancer, noisy);
        }
        assertArrayEquals(found[0], found[1], 1e-3f);
    }

    /** Noise for two seconds, then speech. */
    private static float[] pausing() throws Exception {
        float[] noisy = Arrays.copyOf(EnhancerTest.noise(2 * RATE, 1), 4 * RATE);
        System.arraycopy(SpeechDetectorTest.sample("street"), RATE, noisy, 2 * RATE, 2 * RATE);
        return noisy;
    }

    /** Returns the recording from the first hop within 20 dB of the loudest. */
    /** A single loud hop is what a network lets through before it has heard anything. */
    private static float[] fromOnset(float[] speech) {
        double loudest = 0;
        for (int at = 0; at + HOP <= speech.length; at += HOP) {
            loudest = Math.max(loudest, power(speech, at, at + HOP));
        }
        int onset = 0;
        while (power(speech, onset, onset + HOP) < loudest / 100
                || power(speech, onset + HOP, onset + 2 * HOP) < loudest / 100) {
            onset += HOP;
        }
        return Arrays.copyOfRange(speech, onset, speech.length);
    }

    private static double power(float[] x, int from, int to) {
        return EnhancerTest.power(Arrays.copyOfRange(x, from, to));
    }

    private static double decibels(float[] before, float[] after, int from, int to) {
        return 10 * Math.log10(power(after, from, to) / power(before, from, to));
    }

    private static Enhancer enhancer() {
        return Enhancer.create();
    }

    private static Enhancer gated() {
        Enhancer enhancer = enhancer();
        enhancer.setGate(true);
        return enhancer;
    }

    private static float[] enhance(Enhancer enhancer, float[] noisy) {
        return new EnhancerStream(enhancer).enhance(noisy);
    }
}
