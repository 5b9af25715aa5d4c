package quietline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import quietline.dsp.Spectrum;
import quietline.dsp.Stft;
import quietline.dsp.Windows;
import quietline.kernel.KernelChoice;
import quietline.kernel.Kernels;
import quietline.weights.Golden;

class SpeechDetectorTest {

    private static final int HOP = Enhancer.HOP_SAMPLES;

    static List<Kernels> kernels() {
        return List.of(KernelChoice.standard(), KernelChoice.fastest());
    }

    /** Any mask will do, so the weights of no network take part: gain = |X|² / (|X|² + 1/100). */
    @Test
    void givesThePyTorchProbabilities() {
        Golden golden = Golden.load("speech");
        float[] samples = golden.tensor("samples").data();
        float[] expected = golden.tensor("probabilities").data();
        for (Kernels each : kernels()) {
            SpeechDetector detector = new SpeechDetector(SpeechHead.DEFAULT, each);
            Stft stft = new Stft(Windows.ROOT_HANN, each);
            stft.prime(samples);
            Spectrum noisy = new Spectrum();
            Spectrum mask = new Spectrum();
            float[] found = new float[expected.length];
            for (int frame = 0; frame < found.length; frame++) {
                stft.forward(samples, (frame + 1) * HOP, noisy);
                for (int k = 0; k < Spectrum.BINS; k++) {
                    float power = noisy.re[k] * noisy.re[k] + noisy.im[k] * noisy.im[k];
                    mask.re[k] = power / (power + 0.01f);
                }
                detector.add(noisy, mask);
                found[frame] = detector.probability();
            }
            assertArrayEquals(expected, found, 1e-3f);
        }
    }

    @Test
    void computesBinaryLogarithms() {
        for (float x = 1e-9f; x < 1e6f; x *= 1.003f) {
            assertEquals(Math.log(x) / Math.log(2), SpeechDetector.log2(x), 4e-5);
        }
    }

    @Test
    void givesTheSameOnScalarAndVectorKernels() throws Exception {
        float[] noisy = sample("street");
        List<Float> scalar = probabilities(enhancer(kernels().get(0)), noisy);
        List<Float> vector = probabilities(enhancer(kernels().get(1)), noisy);
        for (int hop = 0; hop < scalar.size(); hop++) {
            assertEquals(scalar.get(hop), vector.get(hop), 2e-3);
        }
    }

    private static Enhancer enhancer(Kernels kernels) {
        return Enhancer.create(Enhancer.defaultWeights(), kernels);
    }

    @Test
    void givesTheSameInPiecesOfAnySize() throws Exception {
        float[] noisy = Arrays.copyOf(sample("street"), 6000);
        List<Float> whole = probabilities(Enhancer.create(), noisy);
        for (int piece : new int[] {1, 100, 257, 6000}) {
            List<Float> found = new ArrayList<>();
            EnhancerStream stream = new EnhancerStream(Enhancer.create());
            stream.setSpeechListener(p -> found.add((float) p));
            float[] out = new float[noisy.length + HOP];
            for (int at = 0; at < noisy.length; at += piece) {
                stream.push(noisy, at, Math.min(piece, noisy.length - at), out, 0);
            }
            stream.flush(out, 0);
            assertEquals(whole, found);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8000, 16000, 44100, 192000})
    void tellsEveryHopOfARecordingOfAnyRate(int rate) {
        for (int length : new int[] {1, rate / 100, rate / 2, rate}) {
            List<Double> found = new ArrayList<>();
            FullBandStream.enhance(EnhancerTest.noise(length, 1), rate, found::add);
            assertEquals(
                    (int) Math.ceil(length / (0.016 * rate)), found.size(), length + " at " + rate);
        }
    }

    @Test
    void behavesAsNewAfterReset() throws Exception {
        Enhancer enhancer = Enhancer.create();
        float[] noisy = sample("street");
        List<Float> first = probabilities(enhancer, noisy);
        enhancer.reset();
        assertEquals(0, enhancer.speechProbability());
        assertEquals(first, probabilities(enhancer, noisy));
    }

    /** A probability is that of the hop that comes out with it, so speech never begins too late. */
    @Test
    void tellsSpeechFromNoiseAtAnyLevel() throws Exception {
        float[] recording = sample("street");
        float[] noise = EnhancerTest.noise(recording.length, 1);
        for (float gain : new float[] {1, 0.1f, 0.02f}) {
            double inSpeech = mean(probabilities(Enhancer.create(), times(gain, recording)));
            double inNoise = mean(probabilities(Enhancer.create(), times(gain, noise)));
            assertTrue(inSpeech > 0.5 && inNoise < 0.1, inSpeech + " and " + inNoise);
        }
        assertTrue(mean(probabilities(Enhancer.create(), new float[16000])) < 0.2);
    }

    @Test
    void dependsOnNoSetting() throws Exception {
        float[] noisy = sample("street");
        List<Float> expected = probabilities(Enhancer.create(), noisy);
        Enhancer enhancer = Enhancer.create();
        enhancer.setStrength(0.3f);
        enhancer.setMaxAttenuation(6);
        enhancer.setGate(true);
        assertEquals(expected, probabilities(enhancer, noisy));
        enhancer.setBypass(true);
        assertEquals(expected, probabilities(enhancer, noisy));
    }

    @Test
    void recoversFromInvalidSamples() throws Exception {
        float[] noisy = sample("street");
        List<Float> expected = probabilities(Enhancer.create(), noisy);
        Arrays.fill(noisy, 8000, 9000, Float.NaN);
        List<Float> found = probabilities(Enhancer.create(), noisy);
        int last = found.size() - 1;
        assertEquals(expected.get(last), found.get(last), 0.05);
    }

    @Test
    void worksWithWeightsOfAnotherNetwork() throws Exception {
        Enhancer enhancer = Enhancer.create(Golden.weights("ulunas-random-weights.safetensors"));
        for (float probability : probabilities(enhancer, sample("street"))) {
            assertTrue(probability >= 0 && probability <= 1);
        }
    }

    private static List<Float> probabilities(Enhancer enhancer, float[] noisy) {
        List<Float> found = new ArrayList<>();
        EnhancerStream stream = new EnhancerStream(enhancer);
        stream.setSpeechListener(p -> found.add((float) p));
        stream.enhance(noisy);
        return found;
    }

    private static double mean(List<Float> probabilities) {
        return probabilities.stream().mapToDouble(p -> p).average().orElse(Double.NaN);
    }

    private static float[] times(float gain, float[] x) {
        float[] scaled = x.clone();
        for (int i = 0; i < x.length; i++) {
            scaled[i] *= gain;
        }
        return scaled;
    }

    static float[] sample(String name) throws Exception {
        return MonoWav.read(Path.of("../samples/" + name + ".wav"));
    }
}
