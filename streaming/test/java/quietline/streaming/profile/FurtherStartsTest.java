package quietline.streaming.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FurtherStartsTest {

    /** The program that is started. */
    public static final class Echo {
        public static void main(String[] args) {
            System.out.println(String.join(" ", args));
            if (args.length == 0) {
                System.err.println("nothing to say");
                System.exit(3);
            }
        }
    }

    /** Java writes its log on stdout unless told otherwise. */
    @Test
    void returnsOnlyWhatTheProgramPrints() throws IOException {
        assertEquals("a b", new FurtherStarts(Echo.class, List.of("a", "b")).run().strip());
    }

    @Test
    void failsWithTheProgramsLastLine() {
        FurtherStarts none = new FurtherStarts(Echo.class, List.of());
        Exception failure = assertThrows(IOException.class, none::run);
        assertTrue(
                failure.getMessage().endsWith("ended with exit code 3: nothing to say"),
                failure.getMessage());
    }
}
