package quietline.dsp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import quietline.kernel.KernelChoice;
import quietline.weights.Golden;
import quietline.weights.Weights;

/** Compares bands with products of the dense matrices, which leave the lowest 65 bins as is. */
class ErbBandsTest {

    private final Weights golden = Golden.weights("random-weights.safetensors");
    private final float[] merge = golden.tensor("erb.erb_fc.weight").data();
    private final float[] spread = golden.tensor("erb.ierb_fc.weight").data();
    private final ErbBands bands =
            new ErbBands(ErbBands.Triangles.of(merge, spread), KernelChoice.fastest());

    @Test
    void givesMagnitudeRealAndImaginaryPartOfEachBand() {
        Spectrum in = random();
        float[] magnitude = new float[Spectrum.BINS];
        for (int k = 0; k < Spectrum.BINS; k++) {
            magnitude[k] = (float) Math.sqrt(in.re[k] * in.re[k] + in.im[k] * in.im[k] + 1e-12);
        }
        float[][] parts = {magnitude, in.re, in.im};
        float[] features = new float[2 + 3 * 129];
        bands.features(in, features, 2);
        assertArrayEquals(new float[2], new float[] {features[0], features[1]});
        for (int part = 0; part < 3; part++) {
            float[] expected = dense(parts[part], 257, merge, 64);
            for (int band = 0; band < 129; band++) {
                assertEquals(expected[band], features[2 + 3 * band + part], 1e-5f, "band " + band);
            }
        }
    }

    @Test
    void spreadsRealAndImaginaryPartToTheBins() {
        Random random = new Random(2);
        float[] mask = new float[2 * 129];
        float[] re = new float[129];
        float[] im = new float[129];
        for (int band = 0; band < 129; band++) {
            re[band] = mask[2 * band] = random.nextFloat();
            im[band] = mask[2 * band + 1] = random.nextFloat();
        }
        Spectrum out = new Spectrum();
        bands.spread(mask, out);
        assertArrayEquals(dense(re, 129, spread, 192), out.re, 1e-5f);
        assertArrayEquals(dense(im, 129, spread, 192), out.im, 1e-5f);
    }

    /** Copies 65 numbers, and multiplies those that follow by a matrix with this many rows. */
    private static float[] dense(float[] in, int count, float[] matrix, int rows) {
        float[] out = new float[65 + rows];
        System.arraycopy(in, 0, out, 0, 65);
        int columns = count - 65;
        for (int row = 0; row < rows; row++) {
            double sum = 0;
            for (int column = 0; column < columns; column++) {
                sum += (double) matrix[row * columns + column] * in[65 + column];
            }
            out[65 + row] = (float) sum;
        }
        return out;
    }

    private static Spectrum random() {
        Random random = new Random(1);
        Spectrum spectrum = new Spectrum();
        for (int k = 0; k < Spectrum.BINS; k++) {
            spectrum.re[k] = (float) random.nextGaussian();
            spectrum.im[k] = (float) random.nextGaussian();
        }
        return spectrum;
    }
}
