package quietline.streaming.live.device;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import quietline.streaming.io.AudioException;

/**
 * The address of a sound server: a Unix socket, or a host and port. Like other programs, {@link
 * #find} takes the user's setting and then looks in the usual places.
 */
record PulseAddress(Path socket, InetSocketAddress remote) {

    private static final int DEFAULT_PORT = 4713;

    /** Otherwise a host that drops packets would be awaited for two minutes. */
    private static final int PATIENCE_MILLIS = 2000;

    /** Whether a server was found or named. */
    static boolean present() {
        return present(System.getenv(), PulseSettings.find().server());
    }

    static boolean present(Map<String, String> environment, String named) {
        return named != null || socket(environment).isPresent();
    }

    static PulseAddress find() throws AudioException {
        return find(System.getenv(), PulseSettings.find().server());
    }

    /**
     * @param named the addresses that the user has set, or null
     */
    static PulseAddress find(Map<String, String> environment, String named) throws AudioException {
        if (named != null) {
            return parse(named);
        }
        return socket(environment)
                .map(socket -> new PulseAddress(socket, null))
                .orElseThrow(() -> new AudioException("PulseAudio", "no sound server is running"));
    }

    private static Optional<Path> socket(Map<String, String> environment) {
        List<Path> candidates = new ArrayList<>();
        String runtime = environment.get("PULSE_RUNTIME_PATH");
        if (runtime != null) {
            candidates.add(Path.of(runtime, "native"));
        }
        String session = environment.get("XDG_RUNTIME_DIR");
        if (session != null) {
            candidates.add(Path.of(session, "pulse", "native"));
        }
        candidates.add(Path.of("/run/pulse/native"));
        candidates.add(Path.of("/var/run/pulse/native"));
        return candidates.stream().filter(Files::exists).findFirst();
    }

    /** Parses one or several addresses; returns the first that is not a missing socket. */
    static PulseAddress parse(String text) throws AudioException {
        String[] several = text.strip().split("\\s+");
        for (String each : several) {
            PulseAddress address = parseOne(each);
            if (address.remote != null || Files.exists(address.socket)) {
                return address;
            }
        }
        return parseOne(several[0]);
    }

    private static PulseAddress parseOne(String text) throws AudioException {
        String address = text.replaceFirst("^\\{[^}]*\\}", "");
        if (address.startsWith("unix:") || address.startsWith("/")) {
            return new PulseAddress(Path.of(address.replaceFirst("^unix:", "")), null);
        }
        String host = address.replaceFirst("^tcp[46]?:", "");
        int colon = host.lastIndexOf(':');
        try {
            int port = colon < 0 ? DEFAULT_PORT : Integer.parseInt(host.substring(colon + 1));
            String name = colon < 0 ? host : host.substring(0, colon);
            return new PulseAddress(null, new InetSocketAddress(name, port));
        } catch (IllegalArgumentException e) {
            throw new AudioException("sound server", "invalid address '" + text + "'");
        }
    }

    /** The address in messages. */
    String name() {
        return socket != null ? socket.toString() : remote.getHostString() + ":" + remote.getPort();
    }

    SocketChannel connect() throws AudioException {
        try {
            SocketChannel channel =
                    remote != null
                            ? SocketChannel.open()
                            : SocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                if (remote != null) {
                    channel.socket().connect(remote, PATIENCE_MILLIS);
                } else {
                    channel.connect(UnixDomainSocketAddress.of(socket));
                }
                return channel;
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            throw new AudioException(name(), "no sound server is listening");
        }
    }
}
