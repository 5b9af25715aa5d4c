package quietline.dsp;

/** Pairs of rates to try, and what sines and impulses become on the way. */
public final class Responses {

    /** Common rates, odd ones, and ratios too large for a table of all phases. */
    static final String PAIRS =
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

    private static final int[][] RATES =
            PAIRS.lines()
                    .map(line -> line.split(", "))
                    .map(pair -> new int[] {Integer.parseInt(pair[0]), Integer.parseInt(pair[1])})
                    .toArray(int[][]::new);

    static final int COMMON = 26;

    private Responses() {}

    static Resampler common(int pair) {
        return new Resampler(RATES[pair][0], RATES[pair][1]);
    }

    /** Returns the number of output samples at or before the last of {@code inputs} samples. */
    static long outputsBefore(int pair, long inputs) {
        return inputs <= 0 ? 0 : (inputs - 1) * RATES[pair][1] / RATES[pair][0] + 1;
    }

    static float[] sine(double frequency, int rate, int length) {
        float[] sine = new float[length];
        for (int n = 0; n < length; n++) {
            sine[n] = (float) Math.sin(2 * Math.PI * frequency * n / rate + 0.5);
        }
        return sine;
    }

    /** Returns the error in dB relative to a sine, without the first and last fifth. */
    static double error(float[] out, float[] expected) {
        int end = out.length / 5;
        double sum = 0;
        for (int n = end; n < out.length - end; n++) {
            sum += Math.pow(out[n] - expected[n], 2);
        }
        return 10 * Math.log10(2 * sum / (out.length - 2 * end) + 1e-30);
    }

    /** Returns the gain at a frequency, in dB, from the response to an impulse at this position. */
    static double decibels(float[] impulse, double at, double cyclesPerSample, double gain) {
        double re = 0;
        double im = 0;
        for (int n = 0; n < impulse.length; n++) {
            double angle = 2 * Math.PI * cyclesPerSample * (n - at);
            re += impulse[n] * Math.cos(angle);
            im -= impulse[n] * Math.sin(angle);
        }
        return 20 * Math.log10(Math.hypot(re, im) / gain);
    }

    /** By how many samples the second is later than the first, to a fraction of a sample. */
    public static double delay(float[] first, float[] second, int most) {
        double[] correlation = new double[2 * most + 1];
        int best = 1;
        for (int lag = -most; lag <= most; lag++) {
            for (int n = most; n < Math.min(first.length, second.length) - most; n++) {
                correlation[lag + most] += (double) first[n] * second[n + lag];
            }
            if (correlation[lag + most] > correlation[best]) {
                best = lag + most;
            }
        }
        best = Math.min(Math.max(best, 1), 2 * most - 1);
        double before = correlation[best - 1];
        double after = correlation[best + 1];
        double curve = before - 2 * correlation[best] + after;
        return best - most + (before - after) / (2 * curve);
    }
}
