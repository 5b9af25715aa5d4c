package quietline.streaming.live;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import quietline.streaming.live.LiveEvent.Kind;

/**
 * Keeps one device open: opens it, notices that it is lost, stands still or gives nothing but
 * zeros, closes it and opens it again every half second. The supervisor's; the audio thread asks
 * for the line, and may say that it is lost.
 */
final class DeviceKeeper<L extends OpenLine> {

    static final long RETRY_NANOS = 500_000_000L;
    private static final long STANDSTILL_NANOS = 1_000_000_000L;
    private static final double ZERO_SECONDS = 1;
    private static final double STILL_ZERO_SECONDS = 0.5;

    /** How a device is opened. */
    interface Opener<L> {
        L open() throws IOException;
    }

    /** What this device's events are called. */
    record Kinds(Kind opened, Kind lost, Kind back) {}

    private final String name;
    private final Kinds kinds;
    private final Opener<L> opener;
    private final Consumer<LiveEvent> events;
    private final Signal audioThread;
    private final Signal supervisor;
    private final Tally reconnects = new Tally();
    private final Tally steps = new Tally();

    private final AtomicReference<L> line = new AtomicReference<>();
    private volatile String trouble;

    private volatile L opened;
    private long nextAttempt = Long.MIN_VALUE;
    private long stepsSeen;
    private long lastProgress;
    private boolean everOpened;
    private boolean stuck;
    private boolean zero;
    private String said;

    DeviceKeeper(
            String name,
            Kinds kinds,
            Opener<L> opener,
            Consumer<LiveEvent> events,
            Signal audioThread,
            Signal supervisor) {
        this.name = name;
        this.kinds = kinds;
        this.opener = opener;
        this.events = events;
        this.audioThread = audioThread;
        this.supervisor = supervisor;
    }

    /** The line to use in this step, or null while there is none. The audio thread's. */
    L line() {
        steps.add(1);
        return line.get();
    }

    /** This line has failed. The audio thread's, which from then on gets null. */
    void lose(L failed, String why) {
        trouble = why;
        line.compareAndSet(failed, null);
        supervisor.raise();
    }

    String reason(Exception e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return message.startsWith(name + ": ") ? message.substring(name.length() + 2) : message;
    }

    boolean connected() {
        return line.get() != null;
    }

    /** Whether it gives sound, and a rare look is enough. */
    boolean isWell() {
        return opened != null && !zero;
    }

    long reconnects() {
        return reconnects.get();
    }

    /** Looks after the device. The supervisor's, as all that follows. */
    void look(long now) {
        L current = opened;
        if (current != null) {
            watch(current, now);
        }
        if (opened != null && line.get() == null) {
            // Closing has whoever still reads it complain of that.
            String why = trouble;
            close();
            say(kinds.lost(), why + "; trying again every half second");
            nextAttempt = now;
            zero = false;
        }
        // A thread that hangs in a driver could not use another line either.
        stuck &= steps.get() == stepsSeen;
        if (opened == null && !stuck && now >= nextAttempt) {
            open(now);
        }
    }

    private void watch(L current, long now) {
        long taken = steps.get();
        if (taken != stepsSeen) {
            stepsSeen = taken;
            lastProgress = now;
        } else if (now - lastProgress > STANDSTILL_NANOS) {
            stuck = true;
            lose(current, "stands still");
        }
        double seconds = current.zeroSeconds();
        if (zero && seconds == 0) {
            zero = false;
            say(kinds.back(), "gives sound again");
        }
        if (seconds > (zero ? STILL_ZERO_SECONDS : ZERO_SECONDS)) {
            boolean reopen = !current.failsWhenLost();
            if (!zero) {
                zero = true;
                say(
                        Kind.INPUT_SILENT,
                        reopen
                                ? "gives exact zeros: muted, or gone; opening it again"
                                : "gives exact zeros: muted?");
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
        } catch (IOException | RuntimeException e) {
            nextAttempt = now + RETRY_NANOS;
            say(kinds.lost(), "cannot be opened: " + reason(e) + "; trying again");
            return;
        }
        if (!zero) {
            reconnects.add(everOpened ? 1 : 0);
            say(everOpened ? kinds.back() : kinds.opened(), everOpened ? "is back" : "is open");
        }
        everOpened = true;
        // Opening may have taken long: time counts from the next look.
        stepsSeen = -1;
        nextAttempt = now;
        line.set(opened);
        audioThread.raise();
    }

    /** Opens the device anew: the machine has slept. */
    void renew(long now) {
        close();
        nextAttempt = now;
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
            // It is being given up; whatever is wrong with it shows when it is opened again.
        }
    }

    /** One line for one change: the same is not said twice in a row. */
    private void say(Kind kind, String what) {
        String message = name + ": " + what;
        if (!message.equals(said)) {
            said = message;
            events.accept(new LiveEvent(kind, message));
        }
    }
}
