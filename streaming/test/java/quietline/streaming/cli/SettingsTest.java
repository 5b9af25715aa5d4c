package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import quietline.streaming.io.FileNames;
import quietline.streaming.io.WavBytes;

class SettingsTest {

    @TempDir private Path home;
    private Path file;
    private Path input;

    @BeforeEach
    void layOut() throws IOException {
        file = home.resolve(".config/quietline/config.properties");
        Files.createDirectories(file.getParent());
        input = home.resolve("in.wav");
        Files.write(input, WavBytes.pcm16(Noise.shorts(1, 1600)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    enhance.jobs=x    | enhance.jobs must be between 1 and 1024, got 'x'; see 'quietline help enhance'
                    enhance.encoding=mp3 | enhance.encoding: expected one of [pcm16, pcm24, float32] (case-insensitive) but was 'mp3'; see 'quietline help enhance'
                    enhance.strength=2 | enhance.strength must be between 0 and 1 or 0% and 100%, got '2': did you mean 2%?; see 'quietline help enhance'
                    enhance.force=yes | enhance.force must be true or false, got 'yes'; see 'quietline help enhance'
                    enhance.jops=2    | unknown key 'enhance.jops'; see 'quietline help enhance'
                    enhance.help=true | unknown key 'enhance.help'; see 'quietline help enhance'
                    enhance.output=   | enhance.output has no value; see 'quietline help enhance'
                    enhance.removed=- | enhance.removed must be a file or folder, not stdout; see 'quietline help enhance'
                    latency=low       | unknown key 'latency'; 'quietline --help' lists the commands
                    """)
    void namesFileAndKeyOfMistakes(String setting, String line) throws IOException {
        Files.writeString(file, setting + "\n");
        run("enhance", input).fails(2, file + ": " + line);
    }

    @Test
    void doesWithoutSettingsIfTheHomeCannotBeNamed() {
        Run.in(Map.of("HOME", "/home/\0"), "enhance", input, "-o", home.resolve("o.wav"), "-n")
                .succeeds();
    }

    @Test
    void usesValuesUnlessCommandLineGivesThem() throws IOException {
        Path set = home.resolve("set.wav");
        Path given = home.resolve("given.wav");
        Files.writeString(file, "enhance.output = " + set + " \nenhance.force=true\n");
        run("enhance", input).succeeds();
        run("enhance", input, "--force").succeeds();
        assertTrue(Files.exists(set));
        run("enhance", input, "-f", "-o", given).succeeds();
        assertTrue(Files.exists(given));
        Files.delete(set);
        Run.of("enhance", input).succeeds();
        assertFalse(Files.exists(set));
    }

    @Test
    void commandLineReplacesSettingsThatExcludeIt() throws IOException {
        Files.writeString(file, "live.output=speaker\nlive.listen=true\nlive.channels=9\n");
        String excluded = "--virtual-mic, live.output and live.listen exclude each other";
        run("live", "--channels=1").fails(2, live(excluded));
        run("live", "--virtual-mic=x")
                .fails(2, live("live.channels must be between 1 and 8, got 9"));
        run("live", "--virtual-mic=x", "--channels=10")
                .fails(2, "--channels must be between 1 and 8, got 10; see 'quietline help live'");
    }

    @ParameterizedTest
    @CsvSource({
        "enhance.quality=fast, enhance, --weights",
        "enhance.weights=missing, enhance, --quality=fast",
        "enhance.encoding=pcm24, enhance, --raw-output=s16le",
        "live.quality=fast, live, --weights",
        "profile.engine.quality=fast, profile engine, --weights"
    })
    void commandLineReplacesItsAlternative(String setting, String command, String option)
            throws IOException {
        Files.writeString(file, setting + "\n");
        Path weights = home.resolve("none.safetensors");
        String given = option.equals("--weights") ? "--weights=" + weights : option;
        String[] words = command.split(" ");
        Run run =
                words.length == 2
                        ? run(words[0], words[1], given)
                        : run(words[0], words[0].equals("live") ? "--channels=1" : input, given);
        assertFalse(run.err().contains("exclude"), run.err());
        boolean read = option.equals("--weights") && !command.equals("live");
        assertEquals(read, run.err().contains(weights + ": no such file"));
    }

    private String live(String message) {
        return file + ": " + message + "; see 'quietline help live'";
    }

    @Test
    void ignoresOtherCommandsAndIsIgnoredByHelp() throws IOException {
        Files.writeString(file, "live.unknown=1\nprofile.engine.duration=1s\n");
        run("enhance", input).succeeds();
        run("live", "--help").succeeds();
        run("help", "live").succeeds();
        run("--version").succeeds();
    }

    @Test
    void knowsModesOfProfile() throws IOException {
        Files.writeString(file, "profile.engine.duration=never\n");
        Run run = run("profile", "engine");
        assertTrue(run.err().contains(file + ": profile.engine.duration"), run.err());
    }

    @Test
    void readsFromXdgConfigHome() throws IOException {
        Path folder = home.resolve("xdg");
        Files.createDirectories(folder.resolve("quietline"));
        Files.writeString(folder.resolve("quietline/config.properties"), "enhance.jobs=x\n");
        Run run =
                Run.in(Map.of("HOME", "" + home, "XDG_CONFIG_HOME", "" + folder), "enhance", input);
        assertTrue(run.err().contains(folder + "/quietline/config.properties: enhance.jobs"));
        Run.in(Map.of("HOME", "" + home, "XDG_CONFIG_HOME", "xdg"), "enhance", input).succeeds();
    }

    @Test
    void refusesUnreadableFiles() throws IOException {
        for (String text : new String[] {"enhance.output=\u00e4", "enhance.output=\\u00"}) {
            Files.writeString(file, text, StandardCharsets.ISO_8859_1);
            run("enhance", input).fails(1, file + ": is not a properties file in UTF-8");
        }
    }

    @Test
    void printsWhatHoldsAndWhence() throws IOException {
        Files.writeString(file, "live.latency=low\nenhance.jobs=2\n");
        String out = run("config").succeeds().out();
        assertTrue(out.startsWith("# " + file + System.lineSeparator()), out);
        assertTrue(out.matches("(?s).*\\Rlive\\.latency +low +file\\R.*"), out);
        assertTrue(out.matches("(?s).*\\Renhance\\.jobs +2 +file\\R.*"), out);
        assertTrue(out.matches("(?s).*\\Rlive\\.channels +1 +default\\R.*"), out);
        assertTrue(out.matches("(?s).*\\Rlive\\.input +- +default\\R.*"), out);
        assertTrue(out.matches("(?s).*\\Rprofile\\.engine\\.warmup +5s +default\\R.*"), out);
        Files.writeString(file, "live.latncy=low\n");
        run("config").fails(2, live("unknown key 'live.latncy'"));
    }

    @Test
    void worksWithoutHomeOrFile() {
        assertTrue(run("config").succeeds().out().contains(file + " (does not exist)"));
        assertEquals("", Run.of("config").succeeds().err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    QUIETLINE_ENHANCE_JOBS            | x   | must be between 1 and 1024, got 'x'
                    QUIETLINE_ENHANCE_STRENGTH        | 1.2 | must be between 0 and 1 or 0% and 100%, got '1.2': did you mean 1.2%?
                    QUIETLINE_ENHANCE_MAX_ATTENUATION | loud | must be 0 or more decibels, got 'loud'
                    QUIETLINE_ENHANCE_REMOVED         | -   | must be a file or folder, not stdout
                    """)
    void namesVariableOfMistakes(String name, String value, String trouble) throws IOException {
        Files.writeString(file, "enhance.jobs=1\n");
        run(Map.of(name, value), "enhance", input)
                .fails(2, name + " " + trouble + "; see 'quietline help enhance'");
    }

    @Test
    void variableWinsOverFileAndCommandLineOverBoth() throws IOException {
        Files.writeString(file, "enhance.output=" + home.resolve("file.wav") + "\n");
        Path set = home.resolve("set.wav");
        Path given = home.resolve("given.wav");
        Map<String, String> variable = Map.of("QUIETLINE_ENHANCE_OUTPUT", " " + set + " ");
        run(variable, "enhance", input, "-o", given).succeeds();
        assertEquals(List.of("given.wav", "in.wav"), wavs());
        run(variable, "enhance", input).succeeds();
        assertEquals(List.of("given.wav", "in.wav", "set.wav"), wavs());
        run(Map.of("QUIETLINE_ENHANCE_OUTPUT", ""), "enhance", input).succeeds();
        assertEquals(List.of("file.wav", "given.wav", "in.wav", "set.wav"), wavs());
    }

    private List<String> wavs() throws IOException {
        return FileNames.in(home).stream().filter(name -> name.endsWith(".wav")).toList();
    }

    @Test
    void variableReplacesSettingsThatExcludeIt() throws IOException {
        Files.writeString(file, "live.output=speaker\nlive.channels=9\n");
        run(Map.of("QUIETLINE_LIVE_VIRTUAL_MIC", "x"), "live")
                .fails(2, live("live.channels must be between 1 and 8, got 9"));
    }

    @Test
    void printsVariables() throws IOException {
        Files.writeString(file, "enhance.jobs=2\nlive.latency=low\n");
        Map<String, String> variables =
                Map.of(
                        "QUIETLINE_ENHANCE_JOBS", "3",
                        "QUIETLINE_LIVE_BUFFER", "50",
                        "QUIETLINE_PROFILE_ENGINE_DURATION", "2s");
        String out = run(variables, "config").succeeds().out();
        assertTrue(out.matches("(?s).*\\Renhance\\.jobs +3 +QUIETLINE_ENHANCE_JOBS\\R.*"), out);
        assertTrue(out.matches("(?s).*\\Rlive\\.latency +\\S+ +default\\R.*"), out);
        assertTrue(out.contains(" QUIETLINE_PROFILE_ENGINE_DURATION"), out);
        assertEquals("", run(variables, "config").err());
    }

    @Test
    void notesMistypedVariablesOnly() {
        Map<String, String> variables =
                Map.of(
                        "QUIETLINE_LIVE_LATENCI", "low",
                        "QUIETLINE_ENHANCE_STRENTH", "0.5",
                        "QUIETLINE_JAVA_OPTS", "-Xmx1g",
                        "QUIETLINE_LAUNCHER", "/opt/quietline");
        Run run = run(variables, "enhance", "-q", input).succeeds();
        String note =
                "quietline: QUIETLINE_ENHANCE_STRENTH is unknown: did you mean"
                        + " QUIETLINE_ENHANCE_STRENGTH?";
        assertEquals(note, run.err().strip());
        assertEquals(2, run(variables, "config").succeeds().err().lines().count());
    }

    private Run run(Object... arguments) {
        return run(Map.of(), arguments);
    }

    private Run run(Map<String, String> variables, Object... arguments) {
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("HOME", home.toString());
        return Run.in(environment, arguments);
    }
}
