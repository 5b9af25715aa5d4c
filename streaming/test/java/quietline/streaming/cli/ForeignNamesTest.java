package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import quietline.streaming.io.WavBytes;

/** Names of files outside ASCII, in locales of other encodings. */
@EnabledOnOs(OS.LINUX)
class ForeignNamesTest {

    @TempDir private Path folder;

    /** Runs a shell script whose arguments are the program and {@code folder}. */
    private Run run(String locale, String script) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", "-c", script, "" + folder));
        command.addAll(Child.of(List.of("-XX:+UseSerialGC")).command());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", locale);
        builder.environment().put("PATH", folder + ":" + System.getenv("PATH"));
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes());
        return new Run(process.waitFor(), "", printed);
    }

    @Test
    void saysHowToNameFilesOutsideAscii() throws Exception {
        String remedy = "cannot be the name of a file here; set LC_ALL=C.UTF-8 for names";
        Run enhance = run("C", "\"$@\" enhance $'l\\xc3\\xa4rm.wav'");
        assertEquals(1, enhance.exitCode());
        assertTrue(enhance.err().startsWith("quietline: 'l"), enhance.err());
        assertTrue(enhance.err().contains(remedy), enhance.err());
        assertEquals(1, enhance.err().lines().count(), enhance.err());
        Run compare = run("C", "\"$@\" compare $'l\\xc3\\xa4rm.wav' x.wav");
        assertTrue(compare.err().contains(remedy), compare.err());
        assertEquals(1, compare.err().lines().count(), compare.err());
    }

    /** Names from older systems are not in UTF-8; Java can open, but not spell, them. */
    @Test
    void readsNamesThatAreNotInUtf8() throws Exception {
        Run charmap = run("C.UTF-8", "locale charmap");
        assumeTrue(charmap.err().equals("UTF-8\n"), "there is no C.UTF-8");
        Path wav = Files.write(folder.resolve("some"), WavBytes.pcm16(Noise.shorts(1, 16_000)));
        // ffmpeg cannot be told the name, and gets the contents.
        String script = "#!/bin/sh\n[ \"$(cat)\" = fLaC ] && cat " + wav + "\n";
        Path fake = Files.writeString(folder.resolve("ffmpeg"), script);
        assertTrue(fake.toFile().setExecutable(true));
        Run enhance =
                run(
                        "C.UTF-8",
                        "cd \"$0\" && mkdir in && echo fLaC >$'in/l\\xe4rm.flac' && \"$@\" enhance in -o out"
                                + " && test -s out/l*rm.wav");
        assertEquals(0, enhance.exitCode(), enhance.err());
        Run named = run("C.UTF-8", "cd \"$0\" && \"$@\" enhance $'in/l\\xe4rm.flac'");
        assertTrue(
                named.err().contains("no such file; its name is not in UTF-8, so give its folder"),
                named.err());
    }
}
