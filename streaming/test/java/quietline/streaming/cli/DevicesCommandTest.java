package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DevicesCommandTest {

    /** Passes whether or not this machine has devices. */
    @Test
    void printsTableOrJson() {
        Run table = Run.of("devices");
        assertEquals(0, table.exitCode());
        assertTrue(table.out().matches("(?s) +# +input .* +# +output .*"), table.out());
        Run json = Run.of("devices", "--json");
        assertEquals(0, json.exitCode());
        assertTrue(json.out().startsWith("{") && json.out().contains("\"outputs\": ["));
    }
}
