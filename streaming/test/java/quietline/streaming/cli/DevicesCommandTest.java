package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DevicesCommandTest {

    /** Whatever this machine has, or has not. */
    @Test
    void devicesAreATableOrJson() {
        Run table = Run.of("devices");
        assertEquals(0, table.exitCode());
        assertTrue(table.out().matches("(?s) +# +input .* +# +output .*"), table.out());
        Run json = Run.of("devices", "--json");
        assertEquals(0, json.exitCode());
        assertTrue(json.out().startsWith("{") && json.out().contains("\"outputs\": ["));
    }
}
