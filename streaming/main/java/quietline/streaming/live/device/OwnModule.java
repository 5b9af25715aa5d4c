package quietline.streaming.live.device;

import java.io.IOException;

/**
 * A module that the sound server has loaded for us, and the connection by which it was asked to,
 * kept to unload it by. A server that hangs reads the first command on a connection even when
 * whoever sent it has gone by then, and with the answer to it finds that out; hence one for each.
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
        PulseServer server = servers.open();
        try {
            return new OwnModule(server, server.load(module, argument));
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** Has it unloaded; gives whether that was answered before a moment, or needs no answer. */
    boolean unload(long endNanos) {
        try (server) {
            return server.unload(index, endNanos);
        } catch (IOException e) {
            // It has gone already, with its server or without.
            return true;
        }
    }

    /** Lets it be. */
    void close() {
        server.close();
    }
}
