package quietline.streaming.cli;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import quietline.streaming.io.AudioException;
import quietline.streaming.io.ReportFile;

/** The systemd user service that runs the live session. */
final class LiveService {

    private static final String NAME = "quietline.service";

    /** Those that are enabled start before the service. */
    private static final List<String> SOUND_SERVERS =
            List.of(
                    "pipewire-pulse.socket",
                    "pipewire-pulse.service",
                    "pulseaudio.socket",
                    "pulseaudio.service");

    private static final long PATIENCE_SECONDS = 60;

    private final Path file;
    private final String path;
    private final PrintWriter out;

    private LiveService(Path file, String path, PrintWriter out) {
        this.file = file;
        this.path = path;
        this.out = out;
    }

    static LiveService of(Map<String, String> environment, PrintWriter out) throws IOException {
        Path folder = ConfigFolder.of(environment);
        if (folder == null) {
            throw new IOException("no folder for the service: set HOME");
        }
        Path file = folder.resolve("systemd").resolve("user").resolve(NAME);
        return new LiveService(file, environment.getOrDefault("PATH", ""), out);
    }

    void install(List<String> arguments, Map<String, String> variables, boolean force)
            throws IOException, InterruptedException {
        checkOwn(force);
        boolean existed = Files.exists(file);
        boolean answers = succeeds("daemon-reload");
        List<String> before = new ArrayList<>();
        for (String server : SOUND_SERVERS) {
            if (answers && succeeds("is-enabled", server)) {
                before.add(server);
            }
        }
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw AudioException.of(file.getParent(), e);
        }
        ReportFile.write(file, ServiceFile.text(arguments, variables, before), true);
        if (!answers) {
            say("wrote %s; systemd does not answer, so run later:", file);
            say("systemctl --user daemon-reload && systemctl --user enable --now %s", NAME);
            return;
        }
        run("daemon-reload");
        run("enable", "--now", NAME);
        if (existed) {
            run("restart", NAME);
        }
        say("installed and started %s; see 'systemctl --user status quietline'", file);
    }

    void uninstall(boolean force) throws IOException, InterruptedException {
        if (!Files.exists(file)) {
            say("not installed: %s does not exist", file);
            return;
        }
        checkOwn(force);
        boolean answers = succeeds("disable", "--now", NAME);
        Files.delete(file);
        // As 'disable' does.
        Files.deleteIfExists(file.resolveSibling("default.target.wants").resolve(NAME));
        if (answers && succeeds("daemon-reload")) {
            say("stopped and removed %s", file);
        } else {
            say("removed %s; systemd does not answer, so run later, if it still runs:", file);
            say("systemctl --user stop %s && systemctl --user daemon-reload", NAME);
        }
    }

    private void checkOwn(boolean force) throws IOException {
        if (!force && Files.exists(file) && !ServiceFile.isOwn(text(file))) {
            throw new AudioException(
                    file, "was not written by 'quietline live --install'; --force overrides");
        }
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    private void say(String format, Object argument) {
        out.println(ReportText.printable(format.formatted(argument)));
        out.flush();
    }

    private boolean succeeds(String... arguments) throws InterruptedException {
        try {
            run(arguments);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void run(String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(systemctl(), "--user"));
        line.addAll(List.of(arguments));
        File answer = File.createTempFile("quietline", null);
        try {
            Process process =
                    new ProcessBuilder(line)
                            .redirectErrorStream(true)
                            .redirectOutput(answer)
                            .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroy();
                throw new IOException("systemctl " + arguments[0] + " not responding");
            }
            if (process.exitValue() != 0) {
                String said = Files.readString(answer.toPath()).strip();
                throw new IOException("systemctl " + arguments[0] + " failed: " + said);
            }
        } finally {
            Files.delete(answer.toPath());
        }
    }

    private String systemctl() throws IOException {
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "systemctl"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IOException("no systemctl on PATH"))
                .toString();
    }
}
