package quietline.streaming.live.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import quietline.Enhancer;
import quietline.kernel.Kernels;

@DisabledOnOs(OS.WINDOWS)
class PreparationTest {

    @TempDir private Path folder;

    @Test
    @Timeout(180)
    void soundIsRealtimeUntilTheFasterKernelsAreCompiled()
            throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        Path task = Files.createDirectories(folder.resolve("task").resolve("101"));
        Files.writeString(task.resolve("comm"), "quietline-captu\n");
        for (String name : List.of("renice", "chrt")) {
            Path program = folder.resolve(name);
            Files.writeString(program, "#!/bin/sh\necho " + name + " $* >>" + log + "\n");
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        }
        AudioPriority priority = new AudioPriority(folder.resolve("task"), folder + "/");
        assertNull(Preparation.begin(Enhancer.defaultWeights(), priority));
        List<String> asked = List.of("renice -n -11 -p 101", "chrt --rr --pid 1 101");
        assertEquals(asked, Files.readAllLines(log));
        long practised = System.nanoTime();
        while (Files.readAllLines(log).size() == asked.size()) {
            Thread.sleep(50);
            if (Kernels.forLive().canChange()) {
                practised = System.nanoTime();
            }
        }
        double waited = (System.nanoTime() - practised) * 1e-9;
        assertTrue(waited > 1.5, "Java may still compile: ended after " + waited + " s");
        assertEquals("chrt --other --pid 0 101", Files.readAllLines(log).get(asked.size()));
        assertEquals(Kernels.instance().name(), Kernels.forLive().name(), "all has been practised");
    }
}
