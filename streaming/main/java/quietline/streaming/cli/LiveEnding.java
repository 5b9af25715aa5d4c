package quietline.streaming.cli;

import java.io.IOException;
import java.util.List;
import java.util.function.IntSupplier;
import quietline.streaming.live.LiveStatistics;

/**
 * Ends the live sessions exactly once, on close or on Ctrl-C or SIGTERM: stops audio, completes
 * recordings, restores terminal and sound server. Ctrl-C is the usual way to end a session, so its
 * exit code is not that of a signal.
 */
final class LiveEnding implements AutoCloseable {

    private final LiveSessions sessions;
    private final LiveDevices devices;
    private final Console console;
    private final TerminalLine terminal;
    private final boolean summarizes;
    private final IntSupplier exitCode;
    private final Thread hook = new Thread(this::interrupted, "quietline-ending");
    private boolean ended;

    /**
     * @param summarizes whether to print one line about each session
     * @param exitCode the process's after Ctrl-C or SIGTERM
     */
    LiveEnding(
            LiveSessions sessions,
            LiveDevices devices,
            Console console,
            TerminalLine terminal,
            boolean summarizes,
            IntSupplier exitCode) {
        this.sessions = sessions;
        this.devices = devices;
        this.console = console;
        this.terminal = terminal;
        this.summarizes = summarizes;
        this.exitCode = exitCode;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void interrupted() {
        end();
        // Without halt, the exit code would be that of the signal.
        Runtime.getRuntime().halt(exitCode.getAsInt());
    }

    private synchronized void end() {
        if (ended) {
            return;
        }
        ended = true;
        terminal.close();
        List<LiveStatistics> all = sessions.statistics();
        sessions.stop();
        try {
            devices.close();
        } catch (IOException e) {
            terminal.print("quietline: " + e.getMessage());
        }
        for (LiveStatistics last : all) {
            if (summarizes && last.hops() > 0) {
                terminal.print("quietline: " + LivePanel.summary(last));
            }
        }
        console.close();
    }

    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The hook is running already.
        }
    }
}
