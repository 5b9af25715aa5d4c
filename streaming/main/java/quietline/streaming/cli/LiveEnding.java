package quietline.streaming.cli;

import java.io.IOException;
import quietline.streaming.live.LiveSession;

/**
 * Ends a session once, by itself or on Ctrl-C and SIGTERM, which are how it is meant to be ended:
 * sound stopped, recordings complete, terminal and sound server as they were, exit code 0.
 */
final class LiveEnding implements AutoCloseable {

    private final LiveSession session;
    private final LiveDevices devices;
    private final LiveControls controls;
    private final TerminalLine terminal;
    private final Thread hook = new Thread(this::interrupted, "quietline-ending");
    private boolean ended;

    LiveEnding(
            LiveSession session,
            LiveDevices devices,
            LiveControls controls,
            TerminalLine terminal) {
        this.session = session;
        this.devices = devices;
        this.controls = controls;
        this.terminal = terminal;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void interrupted() {
        end();
        // Java's own exit code would be that of the signal.
        Runtime.getRuntime().halt(0);
    }

    private synchronized void end() {
        if (ended) {
            return;
        }
        ended = true;
        terminal.close();
        session.stop();
        try {
            devices.close();
        } catch (IOException e) {
            terminal.print("quietline: " + e.getMessage());
        }
        controls.close();
    }

    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyStopping) {
            return;
        }
    }
}
