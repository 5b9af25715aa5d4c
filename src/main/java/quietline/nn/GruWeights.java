package quietline.nn;

import quietline.kernel.ConvShape;
import quietline.kernel.FrameShape;

/**
 * A GRU's weights as the kernels read them: both matrices as pointwise convolutions of one bin.
 * Immutable; shared by all streams.
 */
public record GruWeights(int inputs, int units, ConvWeights fromInput, ConvWeights fromState) {

    public static GruWeights of(GruMatrices gru) {
        int inputs = gru.inputs();
        int units = gru.units();
        float[] input = new float[3 * units * inputs];
        float[] hidden = new float[3 * units * units];
        float[] inputBias = new float[3 * units];
        float[] hiddenBias = new float[3 * units];
        for (int gate = 0; gate < 3; gate++) {
            for (int u = 0; u < units; u++) {
                int row = gate * units + u;
                for (int j = 0; j < inputs; j++) {
                    input[row * inputs + j] = gru.input(gate, u, j);
                }
                for (int j = 0; j < units; j++) {
                    hidden[row * units + j] = gru.hidden(gate, u, j);
                }
                inputBias[row] = gru.inputBias(gate, u);
                hiddenBias[row] = gru.hiddenBias(gate, u);
            }
        }
        return new GruWeights(
                inputs,
                units,
                projection(inputs, units, input, inputBias),
                projection(units, units, hidden, hiddenBias));
    }

    private static ConvWeights projection(int inputs, int units, float[] matrix, float[] bias) {
        ConvShape shape = ConvShape.pointwise(new FrameShape(1, inputs), 3 * units);
        return ConvWeights.conv(shape, 1, matrix, bias);
    }
}
