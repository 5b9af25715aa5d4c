package quietline.dsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {

    /** Common rates, odd ones, and ratios too large for a table of all phases. */
    private static final String PAIRS =
            """
            48000, 16000
            16000, 48000
            44100, 16000
            16000, 44100
            96000, 16000
            16000, 96000
            192000, 16000
            16000, 192000
            32000, 16000
            16000, 32000
            22050, 16000
            16000, 22050
            11025, 16000
            16000, 11025
            8000, 16000
            16000, 8000
            12345, 16000
            16000, 12345
            16001, 16000
            16000, 16001
            191999, 8000
            8000, 191999
            48000, 44100
            44100, 48000
            8000, 192000
            192000, 8000
            """;

    /** A sine comes out as that sine, at the same time, up to 0.95 of the lower Nyquist. */
    @ParameterizedTest
    @CsvSource(textBlock = PAIRS)
    void whatBothRatesCanHoldStaysAsItWas(int from, int to) {
        double nyquist = Math.min(from, to) / 2.0;
        for (double part : new double[] {0.001, 0.1, 0.37, 0.7, 0.9, 0.95}) {
            double frequency = part * nyquist;
            float[] out = resample(new Resampler(from, to), sine(frequency, from, from / 2));
            float[] expected = sine(frequency, to, out.length);
            double error = decibels(rest(out, expected));
            assertTrue(error < -90, "at %.0f Hz the error is %.1f dB".formatted(frequency, error));
        }
    }

    /** From the lower Nyquist on nothing is left. */
    @ParameterizedTest
    @CsvSource(textBlock = PAIRS)
    void whatTheLowerRateCannotHoldIsGone(int from, int to) {
        for (double part : new double[] {1, 1.02, 1.1, 1.5, 2, 2.9, 3.3, 5, 11.9}) {
            double frequency = part * to / 2.0;
            if (frequency < from / 2.0) {
                float[] out = resample(new Resampler(from, to), sine(frequency, from, from / 2));
                double left = decibels(rest(out, new float[out.length]));
                assertTrue(left < -100, "of %.0f Hz is left %.1f dB".formatted(frequency, left));
            }
        }
    }

    static float[] sine(double frequency, int rate, int length) {
        float[] sine = new float[length];
        for (int n = 0; n < length; n++) {
            sine[n] = (float) Math.sin(2 * Math.PI * frequency * n / rate + 0.5);
        }
        return sine;
    }

    static float[] resample(Resampler resampler, float[] in) {
        float[] out = new float[resampler.maxOutput(in.length)];
        int ready = resampler.push(in, 0, in.length, out, 0);
        assertEquals(out.length, ready + resampler.flush(out, ready));
        return out;
    }

    /** The difference, but for the ends, where a sine begins suddenly. */
    private static float[] rest(float[] out, float[] expected) {
        int end = out.length / 5;
        float[] rest = new float[out.length - 2 * end];
        for (int n = 0; n < rest.length; n++) {
            rest[n] = out[end + n] - expected[end + n];
        }
        return rest;
    }

    private static double decibels(float[] x) {
        double sum = 0;
        for (float sample : x) {
            sum += sample * sample;
        }
        return 10 * Math.log10(2 * sum / x.length + 1e-30);
    }
}
