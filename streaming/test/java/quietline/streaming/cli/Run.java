package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;

/** Runs the command line in this process. */
record Run(int exitCode, String out, String err) {

    static final String SAME_FILE =
            ": output and input are the same file; the input is never overwritten";

    /** Each argument is a string or a path. */
    static Run of(Object... arguments) {
        String[] args = Arrays.stream(arguments).map(Object::toString).toArray(String[]::new);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = QuietlineCommand.execute(new PrintWriter(out), new PrintWriter(err), args);
        return new Run(exitCode, out.toString(), err.toString());
    }

    /** Asserts success; returns this run. */
    Run succeeds() {
        assertEquals(0, exitCode, err);
        return this;
    }

    /** Asserts exit code 1, with one line on stderr that begins so. */
    void failsBeginning(String start) {
        assertTrue(err.startsWith("quietline: " + start), err);
        assertEquals(1, err.lines().count(), err);
        assertEquals("", out);
        assertEquals(1, exitCode);
    }

    /** Asserts a wrong command line, with a line that refers to {@code quietline HELP}. */
    void failsWithHelp(String help, String trouble) {
        fails(2, trouble + "; see 'quietline " + help + "'");
    }

    /** Asserts a failure with this one line on stderr and nothing on stdout. */
    void fails(int expectedCode, String line) {
        assertEquals("quietline: " + line + System.lineSeparator(), err);
        assertEquals("", out);
        assertEquals(expectedCode, exitCode);
    }
}
