package quietline.streaming.live;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import quietline.streaming.live.LiveEvent.Kind;

/**
 * Keeps one device open: detects that it is lost, hangs or sends only zeros, and then tries to
 * reopen it every 0.5 s. The supervisor thread calls it; the audio thread only gets the line and
 * reports that it is lost.
 */
final class DeviceKeeper<L extends OpenLine> {

    static final long RETRY_NANOS = 500_000_000L;
    private static final long STANDSTILL_NANOS = 1_000_000_000L;
    private static final double ZERO_SECONDS = 1;
    private static final double STILL_ZERO_SECONDS = 0.5;

    /** Opens a device. */
    interface Opener<L> {
        L open() throws IOException;
    }

    /** The kinds of this device's events. */
    record Kinds(Kind opened, Kind lost, Kind back) {}

    private final String name;
    private final Kinds kinds;
    private final Opener<L> opener;
    private final Consumer<LiveEvent> events;
    private final Signal audioThread;
    private final Signal supervisor;
    private final Counter reconnects = new Counter();
    private final Counter steps = new Counter();

    private final AtomicReference<L> line = new AtomicReference<>();
    private volatile String lossReason;

    private volatile L opened;

    /** The name to show: of the device that was opened last. */
    private volatile String shown;

    private long nextAttempt = Long.MIN_VALUE;
    private long stepsSeen;
    private long lastProgress;
    private boolean everOpened;
    private boolean stuck;
    private boolean zero;
    private boolean rested;
    private String lastMessage;

    DeviceKeeper(
            String name,
            Kinds kinds,
            Opener<L> opener,
            Consumer<LiveEvent> events,
            Signal audioThread,
            Signal supervisor) {
        this.name = name;
        shown = name;
        this.kinds = kinds;
        this.opener = opener;
        this.events = events;
        this.audioThread = audioThread;
        this.supervisor = supervisor;
    }

    /** The line to use in this step, or null if disconnected. For the audio thread. */
    L line() {
        steps.add(1);
        return line.get();
    }

    /** Reports that a line has failed; {@link #line} then returns null. For the audio thread. */
    void reportLost(L failed, String why) {
        lossReason = why;
        line.compareAndSet(failed, null);
        supervisor.raise();
    }

    String reason(Exception e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return message.startsWith(shown + ": ") ? message.substring(shown.length() + 2) : message;
    }

    /** The name of the device that was opened last, or else of the one that was asked for. */
    String shownName() {
        return shown;
    }

    boolean connected() {
        return line.get() != null;
    }

    /** Whether the device works, so that it can be checked less often. */
    boolean isHealthy() {
        return opened != null && !zero;
    }

    boolean everOpened() {
        return everOpened;
    }

    long reconnects() {
        return reconnects.get();
    }

    /** Checks and reopens the device. This and all methods below are for the supervisor. */
    void check(long now) {
        L current = opened;
        if (current != null) {
            checkLine(current, now);
        }
        if (opened != null && line.get() == null) {
            // Read before closing, because closing makes a blocked reader report another reason.
            String why = lossReason;
            close();
            emit(kinds.lost(), why + "; retrying every 0.5 s");
            nextAttempt = now;
            zero = false;
        }
        // A thread that hangs in a driver cannot use another line either.
        stuck &= steps.get() == stepsSeen;
        if (opened == null && !stuck && now >= nextAttempt) {
            open(now);
        }
    }

    private void checkLine(L current, long now) {
        long taken = steps.get();
        if (taken != stepsSeen) {
            stepsSeen = taken;
            lastProgress = now;
        } else if (now - lastProgress > STANDSTILL_NANOS) {
            stuck = true;
            reportLost(current, "hangs");
        }
        double seconds = current.zeroSeconds();
        if (zero && seconds == 0) {
            zero = false;
            emit(kinds.back(), "sends audio again");
        }
        if (seconds > (zero ? STILL_ZERO_SECONDS : ZERO_SECONDS)) {
            boolean reopen = !current.failsWhenLost();
            if (!zero) {
                zero = true;
                emit(
                        Kind.INPUT_SILENT,
                        reopen
                                ? "sends only zeros: muted or disconnected; reopening"
                                : "sends only zeros: muted?");
            }
            if (reopen) {
                close();
                nextAttempt = now;
            }
        }
    }

    private void open(long now) {
        try {
            opened = opener.open();
            shown = opened.deviceName().isEmpty() ? name : opened.deviceName();
        } catch (IOException | RuntimeException e) {
            nextAttempt = now + RETRY_NANOS;
            rested = false;
            emit(kinds.lost(), "cannot be opened: " + reason(e) + "; retrying");
            return;
        }
        if (!zero && !rested) {
            reconnects.add(everOpened ? 1 : 0);
            emit(everOpened ? kinds.back() : kinds.opened(), everOpened ? "is back" : "is open");
        }
        everOpened = true;
        rested = false;
        // Opening may take long, so progress is measured from the next check.
        stepsSeen = -1;
        nextAttempt = now;
        line.set(opened);
        audioThread.raise();
    }

    /** Reopens the device after the machine has slept. */
    void reopen(long now) {
        close();
        nextAttempt = now;
    }

    /** Closes the device until the next check, which need not report that it is back. */
    void rest() {
        rested = opened != null;
        zero = false;
        nextAttempt = Long.MIN_VALUE;
        close();
    }

    void close() {
        L closing = opened;
        line.set(null);
        opened = null;
        try {
            if (closing != null) {
                closing.close();
            }
        } catch (IOException | RuntimeException e) {
            // A persistent failure shows again when the device is reopened.
        }
    }

    /** Emits an event unless it repeats the last one. */
    private void emit(Kind kind, String what) {
        String message = shown + ": " + what;
        if (!message.equals(lastMessage)) {
            lastMessage = message;
            events.accept(new LiveEvent(kind, message));
        }
    }
}
