package quietline.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class BytesTest {
    @Test
    void readsUpToTheLastByteAndNoFurther() {
        refusesOneByteLess(1, Bytes::u8);
        refusesOneByteLess(2, Bytes::u16);
        refusesOneByteLess(4, Bytes::i32);
        refusesOneByteLess(8, Bytes::i64);
        refusesOneByteLess(3, bytes -> bytes.skip(3));
        refusesOneByteLess(5, bytes -> bytes.range(2, 3));
    }

    private static void refusesOneByteLess(int size, Consumer<Bytes> read) {
        read.accept(Bytes.of(new byte[size]));
        Bytes shorter = Bytes.of(new byte[size - 1]);
        assertThrows(WeightsException.class, () -> read.accept(shorter));
    }

    @Test
    void countsPositionsFromTheBeginningOfTheFile() {
        Bytes inner = Bytes.of(new byte[20]).range(10, 8).range(2, 6);
        inner.skip(3);
        assertEquals(15, inner.position());
        WeightsException refused = assertThrows(WeightsException.class, inner::i32);
        assertEquals("expected 4 bytes at byte 15, found 3", refused.getMessage());
    }

    @Test
    void comparesContents() {
        assertTrue(Bytes.of(new byte[] {1, 2}).sameAs(Bytes.of(new byte[] {0, 1, 2}).range(1, 2)));
        assertFalse(Bytes.of(new byte[] {1, 2}).sameAs(Bytes.of(new byte[] {1, 3})));
    }

    @Test
    void limitsTheLengthOfText() {
        byte[] letters = new byte[Bytes.MOST_TEXT_BYTES + 1];
        Arrays.fill(letters, (byte) 'a');
        Bytes bytes = Bytes.of(letters);
        assertEquals(Bytes.MOST_TEXT_BYTES, bytes.range(1, Bytes.MOST_TEXT_BYTES).text().length());
        assertThrows(WeightsException.class, bytes::text);
    }
}
