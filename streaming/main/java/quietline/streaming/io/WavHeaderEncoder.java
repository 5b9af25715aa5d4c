package quietline.streaming.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Encodes the bytes of a WAV file before its audio. Lengths have 32 bits; a head with room for a
 * {@code ds64} chunk becomes RF64 if they do not suffice, and has padding there otherwise.
 *
 * @param room whether to reserve room for {@code ds64}
 * @param longest the most bytes that a RIFF file may have
 * @param metadata chunks to write before the audio
 */
record WavHeaderEncoder(WavFormat format, boolean room, long longest, List<WavChunk> metadata) {

    static final long LONGEST_RIFF = 0xffffffffL;

    private static final int UNKNOWN = -1;
    private static final int DS64_BYTES = 28;

    int size() {
        int size = 12 + (room ? 8 + DS64_BYTES : 0) + 8 + fmt().length + 8;
        size += format.encoding().linear() ? 0 : 12;
        for (WavChunk chunk : metadata) {
            size += size(chunk);
        }
        return size;
    }

    /** A chunk's size in the file, including its head and padding. */
    static int size(WavChunk chunk) {
        return 8 + chunk.contents().length + (chunk.contents().length & 1);
    }

    /**
     * Returns whether this header can describe a file of this size.
     *
     * @param dataBytes bytes of audio
     * @param bytesAfter bytes after the audio
     */
    boolean holds(long dataBytes, long bytesAfter) {
        return room || size() + dataBytes + (dataBytes & 1) + bytesAfter <= longest;
    }

    /** The head of a stream of unknown length. */
    byte[] bytes() {
        return bytes("RIFF", UNKNOWN, UNKNOWN, 0, new byte[0]);
    }

    byte[] bytes(long dataBytes, long bytesAfter) {
        long riffBytes = size() - 8 + dataBytes + (dataBytes & 1) + bytesAfter;
        long instants = dataBytes / format.instantBytes();
        byte[] lengths = new byte[DS64_BYTES];
        if (riffBytes + 8 <= longest) {
            return bytes("RIFF", (int) riffBytes, (int) dataBytes, (int) instants, lengths);
        }
        little(lengths).putLong(riffBytes).putLong(dataBytes).putLong(instants);
        int shortInstants = instants < LONGEST_RIFF ? (int) instants : UNKNOWN;
        return bytes("RF64", UNKNOWN, UNKNOWN, shortInstants, lengths);
    }

    private byte[] bytes(String riff, int riffBytes, int dataBytes, int instants, byte[] lengths) {
        byte[] head = new byte[size()];
        ByteBuffer to = little(head);
        id(to, riff).putInt(riffBytes);
        id(to, "WAVE");
        if (room) {
            id(to, riff.equals("RF64") ? "ds64" : "JUNK").putInt(DS64_BYTES).put(lengths);
        }
        id(to, "fmt ").putInt(fmt().length).put(fmt());
        if (!format.encoding().linear()) {
            id(to, "fact").putInt(4).putInt(instants);
        }
        for (WavChunk chunk : metadata) {
            to.put(bytes(chunk));
        }
        id(to, "data").putInt(dataBytes);
        return head;
    }

    static byte[] bytes(WavChunk chunk) {
        byte[] bytes = new byte[size(chunk)];
        id(little(bytes), chunk.id()).putInt(chunk.contents().length).put(chunk.contents());
        return bytes;
    }

    private byte[] fmt() {
        return format.toBytes();
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer id(ByteBuffer to, String id) {
        return to.put(id.getBytes(StandardCharsets.ISO_8859_1), 0, 4);
    }
}
