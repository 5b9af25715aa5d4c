package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Map;

/** Runs the command line in this process. */
record Run(int exitCode, String out, String err) {

    /** Each argument is a string or a path. */
    static Run of(Object... arguments) {
        return in(Map.of(), arguments);
    }

    /** Runs it with these environment variables. */
    static Run in(Map<String, String> environment, Object... arguments) {
        String[] args = Arrays.stream(arguments).map(Object::toString).toArray(String[]::new);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode =
                QuietlineCommand.execute(
                        new PrintWriter(out), new PrintWriter(err), environment, args);
        return new Run(exitCode, out.toString(), err.toString());
    }

    /** Asserts success; returns this run. */
    Run succeeds() {
        assertEquals(0, exitCode, err);
        return this;
    }

    /** Asserts a failure with this one line on stderr and nothing on stdout. */
    void fails(int expectedCode, String line) {
        assertEquals("quietline: " + line + System.lineSeparator(), err);
        assertEquals("", out);
        assertEquals(expectedCode, exitCode);
    }
}
