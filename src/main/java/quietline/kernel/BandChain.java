package quietline.kernel;

/**
 * The weights of attention over bins, four bins to a step: a recurrent net with four units that
 * goes up the steps, one that goes down, and a linear layer of both. Immutable; shared by all
 * streams.
 *
 * @param input weights of a step's four inputs, (gate, input, 16): the units that go up on lanes 0
 *     to 3, those that go down on lanes 8 to 11
 * @param inputBias (gate, 16)
 * @param states weights of the states on the same lanes, as in {@link Kernels#sweep}
 * @param stateBias as in {@link Kernels#sweep}
 * @param linear weights of both nets' states, (8, 16), for the four outputs on lanes 0 to 3
 * @param linearBias (16)
 */
public record BandChain(
        float[] input,
        float[] inputBias,
        float[] states,
        float[] stateBias,
        float[] linear,
        float[] linearBias) {

    static final int FOUR = 4;
    static final int GATES = 3;

    /** The lane of the first unit that goes down. */
    static final int DOWN = 8;
}
