package quietline.dsp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PowerSpectrumTest {

    @ParameterizedTest
    @ValueSource(ints = {24, 17})
    void equalsTheSumOfTheDefinition(int length) {
        double[] frame = new double[length];
        for (int n = 0; n < length; n++) {
            frame[n] = Math.sin(n * n + 0.3);
        }
        PowerSpectrum spectrum = new PowerSpectrum(24);
        double[] power = new double[spectrum.bins()];
        double[] longer = new double[24];
        Arrays.setAll(longer, n -> n % 5);
        spectrum.of(longer, power);
        spectrum.of(frame, power);
        assertEquals(13, power.length);
        for (int k = 0; k < power.length; k++) {
            double re = 0;
            double im = 0;
            for (int n = 0; n < length; n++) {
                re += frame[n] * Math.cos(2 * Math.PI * k * n / 24);
                im -= frame[n] * Math.sin(2 * Math.PI * k * n / 24);
            }
            assertEquals(re * re + im * im, power[k], 1e-9, "bin " + k);
        }
    }
}
