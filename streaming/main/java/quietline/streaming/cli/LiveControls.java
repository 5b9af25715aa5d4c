package quietline.streaming.cli;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import quietline.streaming.live.LiveSession;

/**
 * Keys that act without Enter: space, [, ], r, q. The terminal is asked for them through {@code
 * stty}, and given back as it was.
 */
final class LiveControls implements AutoCloseable {

    private static final String TERMINAL = "/dev/tty";
    private static final int STEPS = 10;

    private final LiveSession session;
    private final Consumer<String> say;
    private int strengthStep;
    private boolean bypass;
    private volatile boolean quit;
    private String settings;

    LiveControls(LiveSession session, float strength, Consumer<String> say) {
        this.session = session;
        this.say = say;
        strengthStep = Math.round(strength * STEPS);
    }

    /**
     * Whether the terminal is ours; to who asks from the background it is not, on pain of stopping.
     */
    static boolean inForeground() {
        try {
            return inForeground(Files.readString(Path.of("/proc/self/stat")));
        } catch (IOException noLinux) {
            return true;
        }
    }

    /**
     * Behind the command: state, parent, process group, session, terminal, its foreground group.
     */
    static boolean inForeground(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        boolean nobodys = fields[5].equals("-1");
        return nobodys || fields[2].equals(fields[5]);
    }

    /** Begins to listen, if there is a terminal that can be asked. */
    void listen() {
        String before = stty("-g");
        if (before == null || !before.matches("[0-9a-zA-Z:=,]+") || stty("-icanon -echo") == null) {
            return;
        }
        settings = before;
        Thread thread = new Thread(this::read, "quietline-keys");
        thread.setDaemon(true);
        thread.start();
    }

    private void read() {
        try (InputStream keys = new FileInputStream(TERMINAL)) {
            for (int key; (key = keys.read()) >= 0; ) {
                press((char) key);
            }
        } catch (IOException e) {
            // Without a terminal there are no keys; signals still end the program.
        }
    }

    void press(char key) {
        switch (key) {
            case ' ' -> {
                bypass = !bypass;
                session.setBypass(bypass);
            }
            case '[', ']' -> {
                int step = strengthStep + (key == ']' ? 1 : -1);
                strengthStep = Math.max(0, Math.min(STEPS, step));
                session.setStrength((float) strengthStep / STEPS);
            }
            case 'r', 'R' -> record();
            case 'q', 'Q' -> quit = true;
            default -> {}
        }
    }

    private void record() {
        try {
            if (session.statistics().recording()) {
                session.stopRecording();
                say.accept("quietline: the recordings are complete");
                return;
            }
            String time =
                    DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").format(LocalDateTime.now());
            Path input = Path.of("quietline-" + time + ".input.wav");
            Path output = Path.of("quietline-" + time + ".output.wav");
            session.record(input, output, false);
            say.accept("quietline: recording to " + input + " and " + output);
        } catch (IOException e) {
            say.accept("quietline: " + e.getMessage());
        }
    }

    boolean quit() {
        return quit;
    }

    /** Gives what stty says, or null if it fails. */
    private static String stty(String arguments) {
        try {
            Process process =
                    new ProcessBuilder("sh", "-c", "exec stty " + arguments + " <" + TERMINAL)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes()).strip();
            boolean ended = process.waitFor(1, TimeUnit.SECONDS);
            return ended && process.exitValue() == 0 ? said : null;
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** Gives the terminal back as it was. */
    @Override
    public synchronized void close() {
        if (settings != null) {
            stty(settings);
            settings = null;
        }
    }
}
