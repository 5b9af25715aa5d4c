package quietline.kernel;

/** A convolution whose odd output channels are zero; it computes only the even ones. */
final class ScalarEvens extends Conv {

    private final Conv evens;
    private final int count;

    /** The output of the packed convolution. */
    ScalarEvens(Conv evens, int count) {
        this.evens = evens;
        this.count = count;
    }

    /** Returns whether all odd output channels are zero. */
    static boolean serves(ConvShape shape, float[] weights, float[] bias) {
        boolean even = shape.groups() == 1 && shape.out().channels() % 2 == 0;
        return even && oddAreZero(weights) && oddAreZero(bias);
    }

    private static boolean oddAreZero(float[] values) {
        for (int i = 1; i < values.length; i += 2) {
            if (values[i] != 0) {
                return false;
            }
        }
        return true;
    }

    static float[] evens(float[] values) {
        float[] evens = new float[values.length / 2];
        for (int i = 0; i < evens.length; i++) {
            evens[i] = values[2 * i];
        }
        return evens;
    }

    @Override
    public void run(float[] in, int[] rows, float[] out, int at) {
        evens.run(in, rows, out, at);
        for (int i = count - 1; i >= 0; i--) {
            out[at + 2 * i] = out[at + i];
            out[at + 2 * i + 1] = 0;
        }
    }
}
