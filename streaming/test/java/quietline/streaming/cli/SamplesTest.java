package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the enhanced samples with the outputs stored beside them. */
class SamplesTest {

    private static final Path SAMPLES = Path.of("../samples");

    /** Kernels that sum in another order may round differently. */
    private static final float ONE_STEP = 1.01f / 32_768;

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"fan", "keyboard", "street"})
    void enhancesAsStored(String name) throws IOException {
        Path out = folder.resolve("out.wav");
        Run.of("enhance", SAMPLES.resolve(name + ".wav"), "-o", out).succeeds();
        LoadedSound kept = LoadedSound.load(SAMPLES.resolve(name + ".enhanced.wav"));
        LoadedSound now = LoadedSound.load(out);
        assertEquals(kept.sampleRate(), now.sampleRate());
        assertArrayEquals(kept.channels()[0], now.channels()[0], ONE_STEP);
    }
}
