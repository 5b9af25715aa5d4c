package quietline.dsp;

import java.util.Arrays;

/**
 * The samples of a stream that are still needed, each under its number in the stream, which may be
 * negative. Owns them; {@link #samples} moves when new ones come, so ask {@link #at} again then.
 */
public final class SampleLine {

    public final float[] samples;
    private long first;
    private int count;

    /** Room for so many that are still needed when as many more come as {@code arriving}. */
    public SampleLine(int needed, int arriving) {
        samples = new float[2 * needed + arriving + 16];
    }

    /** Begins anew: zeros from {@code from} up to, not including, {@code start}. */
    public void restart(long from, long start) {
        first = Math.min(from, start);
        count = (int) (start - first);
        Arrays.fill(samples, 0, count, 0);
    }

    /** Where the sample with this number is. */
    public int at(long number) {
        return (int) (number - first);
    }

    /** The number of the sample that comes next. */
    public long end() {
        return first + count;
    }

    /** Every {@code step}th sample from {@code in[at]} on; those before {@code needed} may go. */
    public void append(float[] in, int at, int step, int amount, long needed) {
        if (count + amount + 16 > samples.length) {
            int gone = at(needed);
            System.arraycopy(samples, gone, samples, 0, count - gone);
            first = needed;
            count -= gone;
        }
        if (step == 1) {
            System.arraycopy(in, at, samples, count, amount);
        } else {
            for (int n = 0; n < amount; n++) {
                samples[count + n] = in[at + step * n];
            }
        }
        count += amount;
    }
}
