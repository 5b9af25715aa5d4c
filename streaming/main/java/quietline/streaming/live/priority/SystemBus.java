package quietline.streaming.live.priority;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A connection to D-Bus's system bus for one call after another, by one thread. */
final class SystemBus implements Closeable {

    private static final String DEFAULT_ADDRESS = "unix:path=/var/run/dbus/system_bus_socket";
    private static final Pattern PATH = Pattern.compile("unix:path=([^,;]+).*");
    private static final String BUS = "org.freedesktop.DBus";
    private static final int MOST_LINE_BYTES = 200;
    private static final long POLL_NANOS = 300_000;

    private final SocketChannel channel;
    private final long patienceNanos;
    private long deadline;
    private int calls;

    private SystemBus(SocketChannel channel, long patienceMillis) {
        this.channel = channel;
        patienceNanos = TimeUnit.MILLISECONDS.toNanos(patienceMillis);
    }

    /** The bus's socket: the first address in the environment, or the usual one. */
    static Path socket(Map<String, String> environment) throws IOException {
        String address = environment.getOrDefault("DBUS_SYSTEM_BUS_ADDRESS", DEFAULT_ADDRESS);
        Matcher path = PATH.matcher(address);
        if (!path.matches()) {
            throw new IOException("cannot use D-Bus address " + address);
        }
        return Path.of(path.group(1));
    }

    /**
     * Connects.
     *
     * @param patienceMillis how long to wait for each answer
     */
    static SystemBus open(Path socket, long patienceMillis) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        SystemBus bus = new SystemBus(channel, patienceMillis);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.configureBlocking(false);
            bus.authenticate();
            bus.call(BUS, "/org/freedesktop/DBus", BUS + ".Hello", "");
            return bus;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw new IOException("no system bus at " + socket + ": " + e.getMessage(), e);
        }
    }

    /** The bus learns from the socket who connects, so that no user id needs to be sent. */
    private void authenticate() throws IOException {
        deadline = System.nanoTime() + patienceNanos;
        String request = "\0AUTH EXTERNAL\r\nDATA\r\nBEGIN\r\n";
        write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        String answer = line();
        if (answer.equals("DATA")) {
            answer = line();
        }
        if (!answer.startsWith("OK")) {
            throw new IOException("refuses this user: " + answer);
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (line.length() < MOST_LINE_BYTES) {
            char next = (char) read(1).get(0);
            if (next == '\n') {
                break;
            }
            line.append(next);
        }
        return line.toString().strip();
    }

    /** Calls a method, see {@link BusCall}, and waits for its answer. */
    BusReply call(
            String service, String object, String method, String signature, Object... arguments)
            throws IOException {
        deadline = System.nanoTime() + patienceNanos;
        int serial = ++calls;
        write(new BusCall(serial, service, object, method, signature, arguments).bytes());
        BusReply reply;
        do {
            reply = receive();
        } while (!reply.answers(serial));
        if (reply.isError()) {
            throw new IOException(reply.text());
        }
        return reply;
    }

    private BusReply receive() throws IOException {
        ByteBuffer head = read(BusReply.HEAD_BYTES);
        ByteBuffer message = ByteBuffer.allocate(BusReply.length(head)).put(head);
        fill(message);
        return new BusReply(message.flip());
    }

    private ByteBuffer read(int count) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(count);
        fill(into);
        return into.flip();
    }

    private void fill(ByteBuffer into) throws IOException {
        while (into.hasRemaining()) {
            int got = channel.read(into);
            if (got < 0) {
                throw new EOFException("connection closed");
            }
            poll(got);
        }
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            poll(channel.write(bytes));
        }
    }

    private void poll(int moved) throws IOException {
        if (moved == 0) {
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("not responding");
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
