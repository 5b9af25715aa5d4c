package quietline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FullBandStreamTest {

    @ParameterizedTest
    @ValueSource(
            ints = {8000, 11025, 12345, 16000, 16001, 22050, 32000, 44100, 48000, 96000, 192000})
    void withAMaskOfOneTheOutputIsTheInput(int rate) {
        float[] noisy = EnhancerTest.noise(rate, 1);
        Enhancer enhancer = Enhancer.create();
        enhancer.setBypass(true);
        float[] out = enhance(new FullBandStream(enhancer, rate), noisy);
        double gap = 0;
        double all = 0;
        for (int n = 0; n < noisy.length; n++) {
            gap += Math.pow(out[n] - noisy[n], 2);
            all += Math.pow(noisy[n], 2);
        }
        double decibels = 10 * Math.log10(gap / all);
        System.out.printf("at %d Hz a mask of one changes %.1f dB%n", rate, decibels);
        assertTrue(decibels < -90, "changed by " + decibels + " dB");
    }

    private static float[] enhance(FullBandStream stream, float[] in) {
        float[] out = new float[in.length];
        int ready = stream.push(in, 0, in.length, out, 0);
        assertEquals(in.length, ready + stream.flush(out, ready));
        return out;
    }
}
