package quietline.streaming.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.function.Consumer;

/** The keys of a live session: space, [, ], r, q. */
final class LiveControls {

    private static final int STEPS = 10;

    private final LiveSessions sessions;
    private final Consumer<String> print;
    private int strengthStep;
    private boolean bypass;
    private volatile boolean quit;

    LiveControls(LiveSessions sessions, float strength, Consumer<String> print) {
        this.sessions = sessions;
        this.print = print;
        strengthStep = Math.round(strength * STEPS);
    }

    /**
     * Whether this process is in the terminal's foreground; changing the settings of the terminal
     * from the background would stop it.
     */
    static boolean inForeground() {
        try {
            return inForeground(Files.readString(Path.of("/proc/self/stat")));
        } catch (IOException noLinux) {
            return true;
        }
    }

    /**
     * @param stat Linux's process status: after the command in brackets come state, parent, process
     *     group, session, terminal and the terminal's foreground process group
     */
    static boolean inForeground(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        boolean noTerminal = fields[5].equals("-1");
        return noTerminal || fields[2].equals(fields[5]);
    }

    void press(int key) {
        switch (key) {
            case ' ' -> {
                bypass = !bypass;
                sessions.setBypass(bypass);
            }
            case '[', ']' -> {
                int step = strengthStep + (key == ']' ? 1 : -1);
                strengthStep = Math.max(0, Math.min(STEPS, step));
                sessions.setStrength((float) strengthStep / STEPS);
            }
            case 'r', 'R' -> record();
            case 'q', 'Q' -> quit = true;
            default -> {}
        }
    }

    private void record() {
        try {
            if (sessions.isRecording()) {
                sessions.stopRecording();
                print.accept("quietline: recording stopped");
                return;
            }
            String time =
                    DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").format(LocalDateTime.now());
            Path input = Path.of("quietline-" + time + ".input.wav");
            Path output = Path.of("quietline-" + time + ".output.wav");
            sessions.record(input, output, false);
            print.accept("quietline: recording to " + input + " and " + output);
        } catch (IOException e) {
            print.accept("quietline: " + e.getMessage());
        }
    }

    boolean quit() {
        return quit;
    }
}
