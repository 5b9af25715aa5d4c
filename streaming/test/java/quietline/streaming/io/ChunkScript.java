package quietline.streaming.io;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Makes a file of chunks from any bytes, for fuzzing: its lengths are right unless the bytes ask
 * for wrong ones. A chunk's first byte chooses its id in its low four bits, and in its high ones
 * where its length comes from.
 */
final class ChunkScript {

    private ChunkScript() {}

    /**
     * @param head the file's first twelve bytes; the four in the middle become its length
     */
    static byte[] file(ByteBuffer script, String head, ByteOrder order, String... ids) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
        while (script.hasRemaining()) {
            int kind = script.get() & 0xff;
            int length = script.hasRemaining() ? script.get() & 0xff : 0;
            String id = ids[(kind & 0xf) % ids.length];
            byte[] contents = new byte[Math.min(length, script.remaining())];
            script.get(contents);
            int claimed =
                    switch (kind >> 4) {
                        case 1 -> script.remaining() < 4 ? -1 : script.getInt();
                        case 2 -> contents.length + 1;
                        case 3 -> -1;
                        default -> contents.length;
                    };
            file.writeBytes(id.getBytes(StandardCharsets.ISO_8859_1));
            file.writeBytes(ByteBuffer.allocate(4).order(order).putInt(claimed).array());
            file.writeBytes(contents);
            if (contents.length % 2 == 1 && kind >> 4 != 4) {
                file.write(0);
            }
        }
        byte[] bytes = file.toByteArray();
        ByteBuffer.wrap(bytes).order(order).putInt(4, bytes.length - 8);
        return bytes;
    }
}
