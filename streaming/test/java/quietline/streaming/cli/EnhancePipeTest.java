package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import quietline.streaming.io.WavBytes;

/** Runs the program as a process with pipes and signals. */
class EnhancePipeTest {

    @TempDir private Path folder;

    private Process start(ProcessBuilder.Redirect out, String... args) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-XX:+UseSerialGC",
                                "--add-modules",
                                "jdk.incubator.vector",
                                "-Xmx64m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-Dquietline.kernels="
                                        + System.getProperty("quietline.kernels", "auto"),
                                QuietlineCommand.class.getName(),
                                "enhance"));
        command.addAll(Arrays.asList(args));
        return new ProcessBuilder(command)
                .redirectOutput(out)
                .redirectError(folder.resolve("err").toFile())
                .start();
    }

    private String err() throws IOException {
        return Files.readString(folder.resolve("err"))
                .replaceFirst("WARNING: Using incubator.*\\R", "");
    }

    private static void end(Process process) throws InterruptedException {
        assertTrue(process.waitFor(1, TimeUnit.MINUTES), "still runs after a minute");
    }

    @Test
    void givesSameSamplesForPipeAndFile() throws Exception {
        byte[] wav = WavBytes.pcm16(2, 44_100, Noise.shorts(1, 90_000));
        Path in = Files.write(folder.resolve("in.wav"), wav);
        Path out = folder.resolve("out.wav");
        Run.of("enhance", "-q", in.toString(), "-o", out.toString());

        Process process = start(ProcessBuilder.Redirect.PIPE, "-", "-o", "-");
        Thread feeder = new Thread(() -> feed(wav, process.getOutputStream()));
        feeder.start();
        byte[] piped = process.getInputStream().readAllBytes();
        end(process);
        feeder.join();

        assertEquals(0, process.exitValue(), err());
        byte[] filed = Files.readAllBytes(out);
        int samples = 90_000 * 2;
        assertArrayEquals(
                Arrays.copyOfRange(filed, filed.length - samples, filed.length),
                Arrays.copyOfRange(piped, piped.length - samples, piped.length));
        assertTrue(err().startsWith("stdout: "), err());
    }

    /** Writes pieces of varying size, which split headers and samples. */
    private static void feed(byte[] bytes, OutputStream to) {
        try (to) {
            for (int at = 0, size = 1; at < bytes.length; at += size, size = size % 997 + 1) {
                size = Math.min(size, bytes.length - at);
                to.write(bytes, at, size);
                to.flush();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void reportsFullDisk() throws Exception {
        Path in = Files.write(folder.resolve("in.wav"), WavBytes.pcm16(Noise.shorts(1, 90_000)));
        Process process =
                start(ProcessBuilder.Redirect.to(new File("/dev/full")), in.toString(), "-o", "-");
        end(process);
        assertEquals(1, process.exitValue());
        assertEquals(List.of("quietline: stdout: No space left on device"), err().lines().toList());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void deletesUnfinishedOutputOnSigterm() throws Exception {
        Path out = folder.resolve("out.wav");
        Process process = start(ProcessBuilder.Redirect.DISCARD, "-", "-o", out.toString());
        OutputStream to = process.getOutputStream();
        to.write(WavBytes.pcm16(Noise.shorts(1, 90_000)), 0, 100_000);
        to.flush();
        for (int tries = 0; tries < 600 && names().size() == 1; tries++) {
            Thread.sleep(100);
        }
        assertEquals(List.of("err", "out.wav.part"), names());
        process.destroy();
        end(process);
        assertEquals(128 + 15, process.exitValue());
        assertEquals(List.of("err"), names());
        assertEquals(
                List.of("quietline: interrupted; " + out + " was not written"),
                err().lines().toList());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void leavesNoOutputWhenKilled() throws Exception {
        Path out = folder.resolve("out.wav");
        Process process = start(ProcessBuilder.Redirect.DISCARD, "-", "-o", out.toString());
        byte[] wav = WavBytes.pcm16(Noise.shorts(1, 90_000));
        process.getOutputStream().write(wav, 0, 100_000);
        process.getOutputStream().flush();
        for (int tries = 0; tries < 600 && names().size() == 1; tries++) {
            Thread.sleep(100);
        }
        process.destroyForcibly();
        end(process);
        assertFalse(Files.exists(out));
        Path in = Files.write(folder.resolve("in.wav"), wav);
        assertEquals(0, Run.of("enhance", in.toString(), "-o", out.toString()).exitCode());
        assertEquals(List.of("err", "in.wav", "out.wav"), names());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
