package quietline.streaming.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoundSpecTest {

    /** RF64 states lengths in 64 bits, so that a header can claim more than any file has. */
    @ParameterizedTest
    @CsvSource({
        "-1, 8000, 48000, -1",
        "0, 8000, 48000, 0",
        "1, 48000, 16000, 1",
        "4, 48000, 16000, 2",
        "100000000000000, 8000, 48000, 600000000000000",
        "4611686018427387904, 8000, 16000, -1",
        "4611686018427387904, 48000, 8000, -1",
        "9223372036854775807, 16000, 1, -1",
        "9223372036854775807, 48000, 48000, -1"
    })
    void promisesALengthOnlyIfAFileCanHaveIt(
            long instants, int rate, int outputRate, long expected) {
        assertEquals(expected, SoundSpec.promised(instants, rate, outputRate));
    }
}
