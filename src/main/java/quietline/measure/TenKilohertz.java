package quietline.measure;

import java.math.BigInteger;

/**
 * Resamples to 10 kHz with the filter that published STOI figures use: a sinc up to the lower of
 * both Nyquist frequencies under a Kaiser window (60 dB, transition width a twentieth of that
 * frequency). With {@code p/q} the ratio of the rates, {@code y[m] = p·Σ x[k]·h[mq − kp]}, where h,
 * at p times the old rate, sums to 1 and has no delay.
 */
final class TenKilohertz {

    static final int RATE = 10_000;

    private static final double REJECTION_DB = 60;
    private static final double KAISER = 0.1102 * (REJECTION_DB - 8.7);

    private final int up;
    private final int down;

    /** The right half of the symmetric filter, from its centre on. */
    private final double[] filter;

    TenKilohertz(int sampleRate) {
        int common = BigInteger.valueOf(sampleRate).gcd(BigInteger.valueOf(RATE)).intValue();
        up = RATE / common;
        down = sampleRate / common;
        double cutoff = 1.0 / (2 * Math.max(up, down));
        double transition = cutoff / 10;
        int reach = (int) Math.ceil((REJECTION_DB - 8) / (28.714 * transition));
        filter = new double[reach + 1];
        double sum = 0;
        for (int t = 0; t <= reach; t++) {
            double x = (double) t / reach;
            filter[t] = sinc(2 * cutoff * t) * bessel(KAISER * Math.sqrt(1 - x * x));
            sum += t == 0 ? filter[t] : 2 * filter[t];
        }
        for (int t = 0; t <= reach; t++) {
            filter[t] *= up / sum;
        }
    }

    double[] apply(float[] samples) {
        int count = Math.toIntExact(ceilDiv((long) samples.length * up, down));
        double[] resampled = new double[count];
        for (int m = 0; m < count; m++) {
            resampled[m] = up == down ? samples[m] : at((long) m * down, samples);
        }
        return resampled;
    }

    /** Returns the sample at a time counted in samples at p times the old rate. */
    private double at(long time, float[] samples) {
        int reach = filter.length - 1;
        long first = Math.max(0, ceilDiv(time - reach, up));
        long last = Math.min(samples.length - 1L, Math.floorDiv(time + reach, (long) up));
        double sum = 0;
        for (long k = first; k <= last; k++) {
            sum += samples[(int) k] * filter[(int) Math.abs(time - k * up)];
        }
        return sum;
    }

    private static long ceilDiv(long a, long b) {
        return -Math.floorDiv(-a, b);
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    /** Returns the modified Bessel function of order zero, {@code Σ ((x/2)^k / k!)²}. */
    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > sum * 1e-17; k++) {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }
}
