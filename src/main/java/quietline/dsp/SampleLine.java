package quietline.dsp;

import java.util.Arrays;

/**
 * Keeps the samples of a stream that are still needed, addressed by their number in the stream,
 * which may be negative. {@link #append} may move them, so call {@link #at} again after it.
 */
public final class SampleLine {

    public final float[] samples;
    private long first;
    private int count;

    /**
     * Creates a line for this many samples that are still needed when {@code arriving} more come.
     */
    public SampleLine(int needed, int arriving) {
        samples = new float[2 * needed + arriving + 16];
    }

    /** Restarts with zeros from {@code from} up to, not including, {@code start}. */
    public void restart(long from, long start) {
        first = Math.min(from, start);
        count = (int) (start - first);
        Arrays.fill(samples, 0, count, 0);
    }

    /** Returns the index in {@link #samples} of the sample with this number. */
    public int at(long number) {
        return (int) (number - first);
    }

    /** Returns the number of the next sample. */
    public long end() {
        return first + count;
    }

    /**
     * Appends every {@code step}th sample from {@code in[at]} on; samples before {@code needed} may
     * be dropped.
     */
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
