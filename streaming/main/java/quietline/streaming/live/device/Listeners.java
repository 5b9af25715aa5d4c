package quietline.streaming.live.device;

import java.io.IOException;

/**
 * Watches, in a thread of its own, whether programs record from a source of the sound server. While
 * that is unknown, for example after the server has gone, it says yes.
 */
final class Listeners implements AutoCloseable {

    /** The first version of the protocol that says which streams are paused. */
    static final int VERSION = 19;

    private static final int SOURCES = 2;
    private static final int RECORDING_STREAMS = 8;
    private static final int SOURCE_REMOVED = 0x21;

    private final PulseConnection connection;
    private final int source;
    private final Runnable changed;
    private volatile boolean present = true;
    private volatile boolean ended;
    private volatile boolean gone;

    /** Owns the connection, which must have our version. */
    private Listeners(PulseConnection connection, int source, Runnable changed) {
        this.connection = connection;
        this.source = source;
        this.changed = changed;
    }

    /**
     * @param source the index of the source
     * @param changed called in the thread after each change, and at the end
     */
    static Listeners watch(PulseConnection connection, int source, Runnable changed) {
        Listeners listeners = new Listeners(connection, source, changed);
        Thread thread = new Thread(listeners::run, "quietline-listeners");
        thread.setDaemon(true);
        thread.start();
        return listeners;
    }

    /** Whether anybody listens. */
    boolean present() {
        return present;
    }

    /** Whether the source or its server has gone. */
    boolean ended() {
        return ended;
    }

    /** Whether the source has gone while its server is there. */
    boolean gone() {
        return gone;
    }

    private void run() {
        try (connection) {
            connection.block();
            connection.call(
                    connection.command(PulseCommand.SUBSCRIBE).number(SOURCES | RECORDING_STREAMS));
            do {
                tell(isRecorded());
            } while (awaitEvent());
            gone = true;
        } catch (PulseRefusal e) {
            gone = e.isMissing();
        } catch (IOException e) {
            // The stream's own connection reports it.
        } finally {
            ended = true;
            present = true;
            changed.run();
        }
    }

    private void tell(boolean now) {
        if (now != present) {
            present = now;
            changed.run();
        }
    }

    /** Fails if the source has gone: its event may have come while another answer was awaited. */
    private boolean isRecorded() throws IOException {
        connection.call(connection.command(PulseCommand.GET_SOURCE_INFO).number(source).text(null));
        PulseValues list =
                connection.call(connection.command(PulseCommand.GET_SOURCE_OUTPUT_INFO_LIST));
        boolean recorded = false;
        while (!list.ended()) {
            // After index, name, module and client.
            boolean ours = list.skip(4).number() == source;
            // After format, channels, two delays, resampler, driver and properties.
            boolean paused = list.skip(7).flag();
            recorded |= ours && !paused;
        }
        return recorded;
    }

    /** Waits for a change; returns false when the source has been removed. */
    private boolean awaitEvent() throws IOException {
        while (true) {
            connection.receive();
            if (connection.isCommand()) {
                PulseValues values = connection.values();
                if (values.number() == PulseCommand.SUBSCRIBE_EVENT) {
                    int event = values.skip(1).number();
                    return event != SOURCE_REMOVED || values.number() != source;
                }
            }
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
