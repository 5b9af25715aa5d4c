package quietline.streaming.live;

/** Nothing to convert. */
final class SameRate implements RateConverter {

    @Override
    public int maxOutput(int count) {
        return count;
    }

    @Override
    public int convert(float[] in, int inOffset, int count, float[] out, int outOffset) {
        System.arraycopy(in, inOffset, out, outOffset, count);
        return count;
    }

    @Override
    public double delaySeconds() {
        return 0;
    }
}
