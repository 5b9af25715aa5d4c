package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Installs the service in a folder of its own, with a script in place of systemctl. */
@EnabledOnOs(OS.LINUX)
class LiveServiceTest {

    /** Writes its arguments to a file; only the service of PipeWire is enabled. */
    private static final String SYSTEMCTL =
            """
            #!/bin/sh
            echo "$*" >>"${0%/*}/asked"
            case $* in
                *is-enabled*pipewire-pulse.service) ;;
                *is-enabled*) exit 1 ;;
            esac
            """;

    @TempDir private Path home;
    private Path bin;
    private Path unit;
    private Map<String, String> environment;

    @BeforeEach
    void layOut() throws IOException {
        bin = Files.createDirectory(home.resolve("bin"));
        unit = home.resolve(".config/systemd/user/quietline.service");
        environment =
                new HashMap<>(
                        Map.of(
                                "HOME", "" + home,
                                "PATH", "/no/such/folder::" + bin,
                                "QUIETLINE_LAUNCHER", "/opt/a 100% $quiet line/quietline"));
        systemctl(SYSTEMCTL);
    }

    private void systemctl(String script) throws IOException {
        Files.writeString(bin.resolve("systemctl"), script);
        assertTrue(bin.resolve("systemctl").toFile().setExecutable(true));
    }

    private List<String> asked() throws IOException {
        List<String> asked = Files.readAllLines(bin.resolve("asked"));
        Files.delete(bin.resolve("asked"));
        return asked.stream().filter(line -> !line.contains("is-enabled")).toList();
    }

    @Test
    void writesServiceAndStartsIt() throws IOException {
        environment.put("QUIETLINE_JAVA_OPTS", "-Xmx64m");
        String out =
                live("--install", "--latency", "low", "--virtual-mic=My \"5%\" $mic\\", "--narrow")
                        .succeeds()
                        .out();
        assertEquals(
                """
                # Written by 'quietline live --install'; 'quietline live --uninstall' removes it.
                [Unit]
                Description=Quietline takes the noise out of the microphone
                Wants=pipewire-pulse.service
                After=pipewire-pulse.service

                [Service]
                Environment="JAVA_HOME=%s"
                Environment="QUIETLINE_JAVA_OPTS=-Xmx64m"
                ExecStart="/opt/a 100%%%% $quiet line/quietline" "live" "--latency=low" \
                "--virtual-mic=My \\"5%%%%\\" $$mic\\\\" "--narrow" "--quiet"
                Restart=on-failure
                RestartSec=5
                SuccessExitStatus=143

                [Install]
                WantedBy=default.target
                """
                        .formatted(System.getProperty("java.home")),
                Files.readString(unit));
        assertEquals(
                List.of(
                        "--user daemon-reload",
                        "--user daemon-reload",
                        "--user enable --now quietline.service"),
                asked());
        assertTrue(out.startsWith("installed and started " + unit), out);
        try (Stream<Path> files = Files.list(unit.getParent())) {
            assertEquals(List.of(unit), files.toList());
        }
    }

    @Test
    void restartsReplacedService() throws IOException {
        live("--install").succeeds();
        live("--install", "--weights", "w", "--stats-interval=60", "-fq").succeeds();
        assertTrue(asked().contains("--user restart quietline.service"));
        String expected = "\"--weights=%s\" \"--stats-interval=60\" \"--force\" \"--quiet\"\n";
        String text = Files.readString(unit);
        assertTrue(text.contains(expected.formatted(Path.of("w").toAbsolutePath())), text);
    }

    @Test
    void saysWhichCommandsToRunWithoutSystemd() throws IOException {
        systemctl("#!/bin/sh\necho no bus >&2\nexit 1\n");
        String out = live("--install", "--virtual-mic").succeeds().out();
        String enable = "systemctl --user enable --now quietline.service";
        assertTrue(out.contains("systemctl --user daemon-reload && " + enable), out);
        String text = Files.readString(unit);
        assertTrue(text.contains("\"--virtual-mic=Quietline microphone\""), text);
        assertFalse(text.contains("After="), text);
        Files.delete(bin.resolve("systemctl"));
        out = live("--uninstall").succeeds().out();
        assertTrue(out.contains("systemctl --user stop quietline.service"), out);
        assertFalse(Files.exists(unit));
    }

    @Test
    void reportsServiceThatDoesNotStart() throws IOException {
        systemctl("#!/bin/sh\n[ $2 != enable ] || { echo masked; exit 1; }\n");
        live("--install").fails(1, "systemctl enable failed: masked");
    }

    @Test
    void removesService() throws IOException {
        live("--install").succeeds();
        asked();
        String out = live("--uninstall").succeeds().out();
        assertEquals("stopped and removed " + unit + System.lineSeparator(), out);
        assertEquals(
                List.of("--user disable --now quietline.service", "--user daemon-reload"), asked());
        assertFalse(Files.exists(unit));
        assertTrue(live("--uninstall").succeeds().out().startsWith("not installed: "));
    }

    @Test
    void leavesServicesOfOthersAlone() throws IOException {
        Files.createDirectories(unit.getParent());
        Files.writeString(unit, "[Service]\nExecStart=/mine\n");
        String refusal =
                unit + ": was not written by 'quietline live --install'; --force overrides";
        live("--install").fails(1, refusal);
        live("--uninstall").fails(1, refusal);
        assertFalse(Files.exists(bin.resolve("asked")));
        live("--install", "--force").succeeds();
        assertTrue(Files.readString(unit).contains("WantedBy=default.target"));
    }

    @Test
    void refusesWhatCannotRun() {
        live("--install", "--uninstall")
                .fails(
                        2,
                        "--install and --uninstall exclude each other; see 'quietline help live'");
        live("--install", "--channels=9")
                .fails(2, "--channels must be between 1 and 8, got 9; see 'quietline help live'");
        environment.remove("QUIETLINE_LAUNCHER");
        live("--install").fails(1, "--install needs the launcher: start it as 'quietline live'");
        assertFalse(Files.exists(unit));
    }

    private Run live(Object... options) {
        return Run.in(environment, Stream.concat(Stream.of("live"), Stream.of(options)).toArray());
    }
}
