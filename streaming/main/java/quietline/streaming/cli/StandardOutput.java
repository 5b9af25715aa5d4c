package quietline.streaming.cli;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.ExitCode;
import quietline.streaming.io.AudioException;

/** Text on stdout. Remembers that it could not be written, which {@link PrintWriter} hides. */
final class StandardOutput extends FilterOutputStream {

    /** The exit code of a program that SIGPIPE ends, as shells report it. */
    static final int READER_LEFT = 128 + 13;

    private IOException failure;

    private StandardOutput(OutputStream out) {
        super(out);
    }

    /** A command that prints to {@code out} and returns its exit code. */
    interface Printing {
        int run(PrintWriter out);
    }

    /**
     * Runs a command and flushes stdout. Returns the command's exit code, or that of a failure if
     * something could not be written; says so on {@code err}, except to a reader that left, such as
     * {@code head}.
     */
    static int check(OutputStream stdout, PrintWriter err, Printing command) {
        StandardOutput checked = new StandardOutput(stdout);
        PrintWriter out =
                new PrintWriter(
                        new OutputStreamWriter(new BufferedOutputStream(checked), charset()));
        int code = command.run(out);
        out.flush();
        if (checked.failure == null) {
            return code;
        }
        String reason = AudioException.of("stdout", checked.failure).getMessage();
        if (isReaderGone(reason)) {
            return code == ExitCode.OK ? READER_LEFT : code;
        }
        err.println("quietline: " + ReportText.oneLine(reason));
        err.flush();
        return code == ExitCode.OK ? ExitCode.SOFTWARE : code;
    }

    /** Whether a failure means that the reader of stdout left, which is not worth a message. */
    static boolean isReaderGone(String failure) {
        return failure.toLowerCase(Locale.ROOT).startsWith("stdout: broken pipe");
    }

    private static Charset charset() {
        // A terminal of Windows may have another encoding than files.
        return Stream.of("stdout.encoding", "sun.stdout.encoding", "native.encoding")
                .map(System::getProperty)
                .filter(name -> name != null && Charset.isSupported(name))
                .findFirst()
                .map(Charset::forName)
                .orElseGet(Charset::defaultCharset);
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        try {
            out.write(bytes, offset, count);
        } catch (IOException e) {
            failure = failure == null ? e : failure;
            throw e;
        }
    }
}
