package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DevicesCommandTest {

    /** Passes whether or not this machine has devices. */
    @Test
    void printsTableOrJson() {
        Run table = Run.of("devices").succeeds();
        assertTrue(table.out().matches("(?s) +# +input .* +# +output .*"), table.out());
        Run json = Run.of("devices", "--json").succeeds();
        assertTrue(json.out().startsWith("{") && json.out().contains("\"outputs\": ["));
    }
}
