package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandLineTest {

    @Test
    void printsHelpAndVersionToStdout() {
        for (String[] args :
                new String[][] {{"--help"}, {"help"}, {"help", "enhance"}, {"enhance", "-h"}}) {
            Run run = Run.of((Object[]) args).succeeds();
            assertEquals("", run.err());
            assertTrue(run.out().startsWith("Usage: quietline"), run.out());
            assertTrue(run.out().contains("'quietline help exit-codes'"), run.out());
            assertFalse(run.out().contains("Exit codes:"), run.out());
        }
        assertTrue(Run.of("--version").out().startsWith("quietline "));
    }

    @Test
    void showsExitCodesWhereTheyApplyAndAllOnRequest() {
        assertTrue(Run.of("help", "profile", "engine").out().contains("a limit was exceeded"));
        assertTrue(Run.of("profile", "diff", "-h").out().contains("B is shown to be slower"));
        Run all = Run.of("help", "exit-codes").succeeds();
        for (String code : new String[] {"0", "1", "2", "3", "129", "130", "141", "143"}) {
            assertTrue(all.out().lines().anyMatch(line -> line.startsWith("  " + code + " ")));
        }
    }

    @Test
    void explainsEnvironmentVariablesWithSettings() {
        String help = Run.of("help", "config").out();
        for (String name : new String[] {"config.properties", "QUIETLINE_JAVA_OPTS", "NO_COLOR"}) {
            assertTrue(help.contains(name), help);
        }
    }

    @Test
    void namesEnhanceIfFileIsGivenAsCommand(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("talk.wav"));
        Run.of(file)
                .fails(
                        2,
                        "unknown command '%1$s'; to clean it: quietline enhance %1$s"
                                .formatted(file));
    }

    @Test
    void completesCommandsAndOptions() {
        String script = Run.of("completion").out();
        assertTrue(script.contains("enhance"));
        assertTrue(script.contains("--strength"));
        assertTrue(script.contains("complete -F"));
    }

    @Test
    void addsOnlyCalledCommand() {
        assertEquals(Set.of("enhance"), commandsFor("enhance", "a.wav"));
        assertEquals(Set.of("live"), commandsFor("--debug", "live"));
        for (String[] args : new String[][] {{}, {"--help"}, {"help", "live"}, {"enhnce"}}) {
            assertTrue(commandsFor(args).containsAll(Set.of("enhance", "live", "help")));
        }
    }

    private static Set<String> commandsFor(String... args) {
        CommandLine line = new CommandLine(new QuietlineCommand());
        return QuietlineCommand.withCommands(line, args).getSubcommands().keySet();
    }

    @Test
    void printsStackTraceOnlyOnRequest() {
        Run debug = Run.of("enhance", "none.wav", "--debug");
        assertTrue(debug.err().contains("\tat quietline."), debug.err());
    }
}
