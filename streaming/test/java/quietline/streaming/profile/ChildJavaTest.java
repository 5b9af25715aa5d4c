package quietline.streaming.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChildJavaTest {

    /** What the child runs. */
    public static final class Echo {
        public static void main(String[] args) {
            System.out.println(String.join(" ", args));
            if (args.length == 0) {
                System.err.println("nothing to say");
                System.exit(3);
            }
        }
    }

    /** Java logs on stdout, too: with an archive that it finds fault with, for one. */
    @Test
    void onlyWhatTheProgramSaysIsHeard() throws IOException {
        ChildJava java = ChildJava.of(Echo.class).with("-Xlog:class+load=info");
        assertEquals("a b", java.run(List.of("a", "b")).strip());
    }

    @Test
    void aFailureIsToldWithItsLastLine() {
        ChildJava java = ChildJava.of(Echo.class);
        Exception failure = assertThrows(IOException.class, () -> java.run(List.of()));
        assertTrue(
                failure.getMessage().endsWith("ended with 3: nothing to say"),
                failure.getMessage());
    }
}
