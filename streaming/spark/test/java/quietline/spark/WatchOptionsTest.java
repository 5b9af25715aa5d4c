package quietline.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchOptionsTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--every=1s",
                "--checkpoint=there",
                "--available-now",
                "--watch --every=10x",
                "--watch --available-now --every=1s",
                "--watch --resume"
            })
    void refusesOptionsWithoutEffect(String options) {
        Path clean = folder.resolve("clean");
        String[] given = ("--in %s --out %s %s".formatted(folder, clean, options)).split(" ");
        assertEquals(2, EnhanceJob.run(LocalSpark.SESSION, given));
        assertFalse(Files.exists(clean));
    }
}
