package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import quietline.streaming.io.FileNames;
import quietline.streaming.io.SampleEncoding;
import quietline.streaming.io.Samples;
import quietline.streaming.io.WavBytes;

/** Runs the program as a process with pipes and signals. */
class EnhancePipeTest {

    private static final byte[] WAV = WavBytes.pcm16(Noise.shorts(1, 90_000));

    /** Writes its process id, and then nothing. */
    private static final String FAKE_FFMPEG =
            """
            #!/bin/sh
            echo $$ > "%1$s.new"
            mv "%1$s.new" "%1$s"
            exec sleep 1000
            """;

    @TempDir private Path folder;

    private Process start(ProcessBuilder.Redirect out, Object... args) throws IOException {
        return start(out, List.of(), args);
    }

    private Process start(ProcessBuilder.Redirect out, List<String> more, Object... args)
            throws IOException {
        String kernels = "-Dquietline.kernels=" + System.getProperty("quietline.kernels", "auto");
        String vector = "--add-modules=jdk.incubator.vector";
        List<String> options = new ArrayList<>(more);
        options.addAll(List.of("-XX:+UseSerialGC", vector, "-Xmx64m", kernels));
        return Child.of(options, args)
                .redirectOutput(out)
                .redirectError(folder.resolve("err").toFile())
                .start();
    }

    private String err() throws IOException {
        return Files.readString(folder.resolve("err"))
                .replaceFirst("WARNING: Using incubator.*\\R", "");
    }

    /** Unlike Process.destroy, it leaves the pipe to the process open. */
    private static void terminate(Process process) {
        process.toHandle().destroy();
    }

    private static void end(Process process) throws InterruptedException {
        assertTrue(process.waitFor(1, TimeUnit.MINUTES), "still runs after a minute");
    }

    @Test
    void givesSameSamplesForPipeAndFile() throws Exception {
        byte[] wav = WavBytes.pcm16(2, 44_100, Noise.shorts(1, 90_000));
        Path in = Files.write(folder.resolve("in.wav"), wav);
        Path out = folder.resolve("out.wav");
        Run.of("enhance", "-q", in, "-o", out);

        Process process = start(ProcessBuilder.Redirect.PIPE, "enhance", "-", "-o", "-");
        Thread feeder = new Thread(() -> feed(wav, process.getOutputStream()));
        feeder.start();
        byte[] piped = process.getInputStream().readAllBytes();
        end(process);
        feeder.join();

        assertEquals(0, process.exitValue(), err());
        int bytes = 90_000 * 2;
        float[] samples = Samples.readAll(out);
        byte[] expected = new byte[bytes];
        SampleEncoding.PCM16.encode(samples, 0, expected, samples.length);
        assertArrayEquals(expected, Arrays.copyOfRange(piped, piped.length - bytes, piped.length));
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

    /** The reader is for example head, which has read enough. */
    @ParameterizedTest
    @DisabledOnOs(OS.WINDOWS)
    @ValueSource(strings = {"weights inspect", "enhance in.wav -o -", "plot in.wav -o -"})
    void endsQuietlyAfterReaderLeft(String command) throws Exception {
        Path in = Files.write(folder.resolve("in.wav"), WAV);
        Object[] args = command.replace("in.wav", in.toString()).split(" ");
        Process process = start(ProcessBuilder.Redirect.PIPE, args);
        process.getInputStream().close();
        end(process);
        assertEquals("", err());
        assertEquals(128 + 13, process.exitValue());
    }

    /** Starts an enhancement that has written a part of its output and waits for more input. */
    private Process startUnfinished(Path out, String... options)
            throws IOException, InterruptedException {
        Process process =
                start(ProcessBuilder.Redirect.DISCARD, List.of(options), "enhance", "-", "-o", out);
        process.getOutputStream().write(WAV, 0, 100_000);
        process.getOutputStream().flush();
        for (int tries = 0; tries < 600 && FileNames.in(folder).size() == 1; tries++) {
            Thread.sleep(100);
        }
        return process;
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void deletesUnfinishedOutputOnSigterm() throws Exception {
        Path out = folder.resolve("out.wav");
        Process process = startUnfinished(out);
        assertEquals(2, FileNames.in(folder).size());
        terminate(process);
        end(process);
        assertEquals(128 + 15, process.exitValue());
        assertEquals(List.of("err"), FileNames.in(folder));
        assertEquals(
                List.of("quietline: interrupted; " + out + " was not written"),
                err().lines().toList());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void saysHowManyUnfinishedOutputsItDeleted() throws Exception {
        Path in = Files.write(folder.resolve("in.wav"), WAV);
        Path out = Files.createDirectory(folder.resolve("out"));
        Process process =
                start(ProcessBuilder.Redirect.DISCARD, "enhance", "-j1", "-", in, "-o", out);
        process.getOutputStream().write(WAV, 0, 100_000);
        process.getOutputStream().flush();
        while (process.isAlive() && FileNames.in(out).isEmpty()) {
            Thread.sleep(20);
        }
        terminate(process);
        end(process);
        assertEquals(
                List.of("quietline: interrupted; 1 unfinished output was deleted"),
                err().lines().toList());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void deletesUnfinishedOutputWhenTerminalCloses() throws Exception {
        String ignored =
                Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .findFirst()
                        .orElseThrow();
        assumeTrue(ignored.matches(".*[02468ace]"), "SIGHUP is ignored here, as under nohup");
        Path out = folder.resolve("out.wav");
        Process process = startUnfinished(out);
        new ProcessBuilder("kill", "-HUP", "" + process.pid()).start().waitFor();
        end(process);
        assertEquals(128 + 1, process.exitValue());
        assertEquals(List.of("err"), FileNames.in(folder));
        assertTrue(Run.of("help", "exit-codes").out().contains("129"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void replacesProgressLineWhenInterrupted() throws Exception {
        Path out = folder.resolve("out.wav");
        Process process = startUnfinished(out, "-Dquietline.terminal=true");
        while (!err().contains("0 of 1 files")) {
            Thread.sleep(20);
        }
        terminate(process);
        end(process);
        assertTrue(
                err().endsWith("\r\u001b[Jquietline: interrupted; " + out + " was not written\n"),
                err());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void endsFfmpegOnSigterm() throws Exception {
        Path in = Files.writeString(folder.resolve("in.flac"), "fLaC, or what passes for it");
        Path pid = folder.resolve("pid");
        Path fake = Files.writeString(folder.resolve("ffmpeg"), FAKE_FFMPEG.formatted(pid));
        assertTrue(fake.toFile().setExecutable(true));
        ProcessBuilder builder = Child.of(List.of(), "enhance", in, "-o", folder.resolve("x.wav"));
        builder.environment().put("PATH", folder + ":" + System.getenv("PATH"));
        Process process = builder.redirectError(folder.resolve("err").toFile()).start();
        while (!Files.exists(pid)) {
            assertTrue(process.isAlive(), err());
            Thread.sleep(20);
        }
        terminate(process);
        end(process);
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                .ifPresent(ffmpeg -> ffmpeg.onExit().orTimeout(1, TimeUnit.MINUTES).join());
        assertEquals(
                List.of("quietline: interrupted; 0 unfinished outputs were deleted"),
                err().lines().toList());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void noticesWhenOutputFolderVanishes() throws Exception {
        Path out = Files.createDirectory(folder.resolve("out"));
        Process process =
                start(
                        ProcessBuilder.Redirect.DISCARD,
                        "enhance",
                        "--raw",
                        "s16le:16000:1",
                        "-",
                        "-o",
                        out.resolve("x.wav"));
        byte[] second = new byte[32_000];
        try (OutputStream to = process.getOutputStream()) {
            // The input goes on until the program ends.
            while (process.isAlive()) {
                to.write(second);
                to.flush();
                if (Files.exists(out) && !FileNames.in(out).isEmpty()) {
                    Files.delete(out.resolve(FileNames.in(out).get(0)));
                    Files.delete(out);
                }
                Thread.sleep(20);
            }
        } catch (IOException programEnded) {
            // It does not read its input to the end.
        }
        end(process);
        assertEquals(1, process.exitValue());
        assertEquals(
                List.of("quietline: %s: no such folder: %s".formatted(out.resolve("x.wav"), out)),
                err().lines().toList());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void leavesNoOutputWhenKilled() throws Exception {
        Path out = folder.resolve("out.wav");
        Process process = startUnfinished(out);
        process.destroyForcibly();
        end(process);
        assertFalse(Files.exists(out));
        assertEquals(2, FileNames.in(folder).size());
        Path in = Files.write(folder.resolve("in.wav"), WAV);
        Run.of("enhance", in, "-o", out).succeeds();
        assertEquals(List.of("err", "in.wav", "out.wav"), FileNames.in(folder));
    }
}
