package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CommandLineTest {

    @Test
    void printsHelpAndVersionToStdout() {
        for (String[] args :
                new String[][] {{"--help"}, {"help"}, {"help", "enhance"}, {"enhance", "-h"}}) {
            Run run = Run.of((Object[]) args).succeeds();
            assertEquals("", run.err());
            assertTrue(run.out().startsWith("Usage: quietline"), run.out());
            assertTrue(run.out().contains("Exit codes:"), run.out());
        }
        assertTrue(Run.of("--version").out().startsWith("quietline "));
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
