package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import quietline.streaming.io.FileNames;
import quietline.streaming.io.WavBytes;

/** An interruption while ffmpeg is asked for a language, before it is started to encode. */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EncoderInterruptionTest {

    @TempDir private Path folder;

    @Test
    void leavesNoUnfinishedFile() throws Exception {
        Path in = Files.write(folder.resolve("in.wav"), WavBytes.pcm16(Noise.shorts(1, 700)));
        Path programs = Files.createDirectory(folder.resolve("programs"));
        Path marker = folder.resolve("asked");
        Path program = programs.resolve("ffmpeg");
        Files.writeString(program, "#!/bin/sh\n: > " + marker + "\nexec /bin/sleep 100\n");
        program.toFile().setExecutable(true);
        Path out = Files.createDirectory(folder.resolve("out"));
        ProcessBuilder child = Child.of(List.of(), "enhance", "-q", in, "-o", out.resolve("x.mkv"));
        child.environment().put("PATH", programs.toString());
        Process process = child.start();
        while (!Files.exists(marker)) {
            Thread.sleep(20);
        }
        process.destroy();
        assertEquals(143, process.waitFor());
        assertEquals(List.of(), FileNames.in(out));
    }
}
