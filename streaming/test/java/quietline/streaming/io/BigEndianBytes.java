package quietline.streaming.io;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Makes AIFF, AIFC and AU files byte by byte, without the code under test. */
final class BigEndianBytes {

    /** 80-bit float of 16,000: exponent 16383 + 13, and a mantissa with its leading one. */
    private static final byte[] RATE_16000 = {0x40, 0x0c, (byte) 0xfa, 0, 0, 0, 0, 0, 0, 0};

    private BigEndianBytes() {}

    /** Puts a comment chunk before the audio, as sox does. */
    static byte[] aiff(int channels, int bits, byte[] data) {
        byte[] comm = comm(channels, bits, (bits + 7) / 8, data, new byte[0]);
        return form("AIFF", chunk("COMT", new byte[6]), chunk("COMM", comm), ssnd(data));
    }

    /** Compressed samples take one byte, but the header states their uncompressed bits. */
    static byte[] aifc(int channels, int bits, String compression, byte[] data) {
        byte[] kind = ByteBuffer.allocate(6).put(ascii(compression)).putShort((short) 0).array();
        byte[] version = {(byte) 0xa2, (byte) 0x80, 0x51, 0x40};
        int bytes = compression.equals("NONE") ? (bits + 7) / 8 : 1;
        byte[] comm = comm(channels, bits, bytes, data, kind);
        return form("AIFC", chunk("FVER", version), chunk("COMM", comm), ssnd(data));
    }

    private static byte[] comm(int channels, int bits, int bytes, byte[] data, byte[] more) {
        int instants = data.length / (channels * bytes);
        return ByteBuffer.allocate(18 + more.length)
                .putShort((short) channels)
                .putInt(instants)
                .putShort((short) bits)
                .put(RATE_16000)
                .put(more)
                .array();
    }

    private static byte[] ssnd(byte[] data) {
        return chunk("SSND", ByteBuffer.allocate(8 + data.length).putLong(0).put(data).array());
    }

    private static byte[] form(String kind, byte[]... chunks) {
        int bytes = 4;
        for (byte[] chunk : chunks) {
            bytes += chunk.length;
        }
        ByteBuffer file = ByteBuffer.allocate(8 + bytes);
        file.put(ascii("FORM")).putInt(bytes).put(ascii(kind));
        for (byte[] chunk : chunks) {
            file.put(chunk);
        }
        return file.array();
    }

    private static byte[] chunk(String id, byte[] contents) {
        return ByteBuffer.allocate(8 + contents.length + (contents.length & 1))
                .put(ascii(id))
                .putInt(contents.length)
                .put(contents)
                .array();
    }

    /**
     * @param encoding 1 µ-law, 2 to 5 integers of 8 to 32 bits, 6 and 7 floats, 27 A-law
     * @param dataBytes the stated length; −1 for unknown
     */
    static byte[] au(int encoding, int channels, int dataBytes, byte[] data) {
        return ByteBuffer.allocate(32 + data.length)
                .put(ascii(".snd"))
                .putInt(32)
                .putInt(dataBytes)
                .putInt(encoding)
                .putInt(16_000)
                .putInt(channels)
                .put(ascii("a note\0\0"))
                .put(data)
                .array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
