package quietline.streaming.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FineResamplerTest {

    private static final int BURST = 128;

    /** Converts in bursts; checks that each burst has the room that was promised. */
    private static float[] convert(float[] in, double correction) {
        FineResampler resampler = new FineResampler();
        float[] out = new float[2 * in.length];
        float[] burst = new float[BURST];
        float[] made = new float[FineResampler.maxOutput(BURST)];
        int count = 0;
        for (int at = 0; at + BURST <= in.length; at += BURST) {
            System.arraycopy(in, at, burst, 0, BURST);
            int ready = resampler.convert(burst, BURST, correction, made);
            System.arraycopy(made, 0, out, count, ready);
            count += ready;
        }
        return Arrays.copyOf(out, count);
    }

    private static float[] tone(double hertz, int samples) {
        float[] tone = new float[samples];
        for (int n = 0; n < samples; n++) {
            tone[n] = (float) Math.sin(2 * Math.PI * hertz * n / 16_000);
        }
        return tone;
    }

    @Test
    void atEqualSpeedNoBitChanges() {
        float[] in = tone(1234, 64 * BURST);
        float[] out = convert(in, 0);
        assertEquals(in.length, out.length);
        for (int n = FineResampler.DELAY_SAMPLES; n < out.length; n++) {
            assertEquals(in[n - FineResampler.DELAY_SAMPLES], out[n]);
        }
    }

    /** A tone is a tone again, at the place where it belongs, and so long as it must be. */
    @ParameterizedTest
    @CsvSource({
        "100,  0.0002, -75",
        "1000,  -0.001, -75",
        "3000, 0.005, -75",
        "6000, -0.005, -70",
        "7000, 0.001, -36"
    })
    void anotherSpeedIsTheSameSoundFaster(double hertz, double correction, double mostDb) {
        int samples = 1000 * BURST;
        float[] out = convert(tone(hertz, samples), correction);
        assertEquals(samples / (1 + correction), out.length, 2);
        double error = 0;
        double energy = 0;
        for (int m = 100; m < out.length; m++) {
            double time = m * (1 + correction) - FineResampler.DELAY_SAMPLES;
            double expected = Math.sin(2 * Math.PI * hertz * time / 16_000);
            error += (out[m] - expected) * (out[m] - expected);
            energy += expected * expected;
        }
        double decibels = 10 * Math.log10(error / energy);
        assertTrue(decibels < mostDb, decibels + " dB");
    }
}
