package quietline.streaming.live.device;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import quietline.streaming.io.AudioException;

/**
 * The address of a sound server: a Unix socket, or a host and port. Like other programs, {@link
 * #find} first reads {@code PULSE_SERVER} and then looks in the usual places.
 */
record PulseAddress(Path socket, InetSocketAddress remote) {

    private static final int DEFAULT_PORT = 4713;
    private static final int COOKIE_BYTES = 256;

    /** Whether a server was found or named. */
    static boolean present() {
        try {
            find();
            return true;
        } catch (AudioException e) {
            return false;
        }
    }

    static PulseAddress find() throws AudioException {
        return find(System.getenv());
    }

    static PulseAddress find(Map<String, String> environment) throws AudioException {
        String named = environment.get("PULSE_SERVER");
        if (named != null && !named.isBlank()) {
            return parse(named.strip());
        }
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
        return candidates.stream()
                .filter(Files::exists)
                .findFirst()
                .map(socket -> new PulseAddress(socket, null))
                .orElseThrow(() -> new AudioException("PulseAudio", "no sound server is running"));
    }

    /** Parses {@code PULSE_SERVER}: the first of several, without a {@code {machine}} prefix. */
    static PulseAddress parse(String text) throws AudioException {
        String first = text.split("\\s+")[0].replaceFirst("^\\{[^}]*\\}", "");
        if (first.startsWith("unix:") || first.startsWith("/")) {
            return new PulseAddress(Path.of(first.replaceFirst("^unix:", "")), null);
        }
        String host = first.replaceFirst("^tcp[46]?:", "");
        int colon = host.lastIndexOf(':');
        try {
            int port = colon < 0 ? DEFAULT_PORT : Integer.parseInt(host.substring(colon + 1));
            String name = colon < 0 ? host : host.substring(0, colon);
            return new PulseAddress(null, new InetSocketAddress(name, port));
        } catch (IllegalArgumentException e) {
            throw new AudioException("PULSE_SERVER", "invalid address '" + text + "'");
        }
    }

    /** The address in messages. */
    String name() {
        return socket != null ? socket.toString() : remote.getHostString() + ":" + remote.getPort();
    }

    SocketChannel connect() throws AudioException {
        try {
            if (remote != null) {
                return SocketChannel.open(remote);
            }
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                channel.connect(UnixDomainSocketAddress.of(socket));
                return channel;
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            throw new AudioException(name(), "no sound server is listening");
        }
    }

    /** The authentication cookie; zeros if there is none, which some servers accept. */
    static byte[] cookie() {
        String home = System.getProperty("user.home", "");
        String named = System.getenv("PULSE_COOKIE");
        Path[] places = {
            Path.of(named == null ? "" : named),
            Path.of(home, ".config", "pulse", "cookie"),
            Path.of(home, ".pulse-cookie")
        };
        for (Path place : places) {
            try {
                if (Files.isRegularFile(place) && Files.size(place) >= COOKIE_BYTES) {
                    return Arrays.copyOf(Files.readAllBytes(place), COOKIE_BYTES);
                }
            } catch (IOException e) {
                continue;
            }
        }
        return new byte[COOKIE_BYTES];
    }
}
