package quietline.streaming.live.device;

import java.io.IOException;

/**
 * A module that the sound server has loaded for this session, with a connection of its own to
 * unload it. A hanging server, once it continues, executes the first command on each connection
 * even if the client has ended by then, but no further ones.
 */
final class OwnModule {

    private final PulseServer server;
    private final int index;

    private OwnModule(PulseServer server, int index) {
        this.server = server;
        this.index = index;
    }

    static OwnModule load(PulseServer.Opener servers, String module, String argument)
            throws IOException {
        return PulseServer.handOver(
                servers, server -> new OwnModule(server, server.load(module, argument)));
    }

    int index() {
        return index;
    }

    /** Unloads it; returns whether the server has confirmed by {@code endNanos} or is gone. */
    boolean unload(long endNanos) {
        try (server) {
            return server.unload(index, endNanos);
        } catch (IOException e) {
            // The module or its server is gone already.
            return true;
        }
    }

    /** Closes the connection without unloading. */
    void close() {
        server.close();
    }
}
