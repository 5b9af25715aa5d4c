package quietline.streaming.io;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a running ffmpeg prints on stderr, in a thread of its own. */
final class FfmpegMessages {

    private static final int LONGEST_LINE = 300;

    private static final Pattern FORBIDDEN =
            Pattern.compile("\\[(\\S+) .*\\] Format not on whitelist.*");

    private static final Pattern UNWRITTEN =
            Pattern.compile(
                    "(?:.*Error (?:writing|closing|muxing)|.*av_interleaved_write_frame).*?"
                            + "(?:: ([^:]*))?");

    private final Process process;
    private final Thread listener = new Thread(this::listen, "ffmpeg-errors");
    private volatile String first = "";
    private volatile String last = "";
    private volatile String forbidden;
    private volatile String unwritten;

    FfmpegMessages(Process process) {
        this.process = process;
        listener.setDaemon(true);
        listener.start();
    }

    private void listen() {
        try (BufferedReader errors =
                new BufferedReader(
                        new InputStreamReader(
                                process.getErrorStream(), Charset.defaultCharset()))) {
            StringBuilder line = new StringBuilder();
            for (int c; (c = errors.read()) >= 0; ) {
                if (c == '\n' || c == '\r') {
                    keep(line);
                } else if (line.length() < LONGEST_LINE) {
                    line.append(Character.isISOControl(c) ? '?' : (char) c);
                }
            }
            keep(line);
        } catch (IOException | UncheckedIOException e) {
            // The process was stopped; no more errors will come.
        }
    }

    private void keep(StringBuilder line) {
        String words = line.toString().strip();
        line.setLength(0);
        if (words.isEmpty() || words.startsWith("Last message") || words.startsWith("To ignore")) {
            return;
        }
        first = first.isEmpty() ? words : first;
        last = words;
        Matcher format = FORBIDDEN.matcher(words);
        if (format.matches()) {
            forbidden = format.group(1);
        }
        Matcher failure = UNWRITTEN.matcher(words);
        if (failure.matches() && unwritten == null) {
            unwritten = failure.group(1) == null ? words : failure.group(1);
        }
    }

    /** Waits until everything was read, after the process has ended. */
    void await(long millis) throws InterruptedException {
        listener.join(millis);
    }

    /** The first line, without the name of ffmpeg's part in front; empty if there is none. */
    String first() {
        return first.replaceFirst("^\\[\\S+ @ 0x\\p{XDigit}+\\] ", "");
    }

    /** The last line; empty if there is none. */
    String last() {
        return last;
    }

    /** The name of a container that ffmpeg was forbidden to open. */
    Optional<String> forbidden() {
        return Optional.ofNullable(forbidden);
    }

    /** Why the output could not be written, such as "No space left on device". */
    Optional<String> unwritten() {
        return Optional.ofNullable(unwritten);
    }
}
