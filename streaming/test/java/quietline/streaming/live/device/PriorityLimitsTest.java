package quietline.streaming.live.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class PriorityLimitsTest {

    private static final String NOTHING = "Name: java\nCapEff:\t0000000000000000\n";

    private static String limits(String nice, String realtime) {
        return "Max nice priority         %s  40 \nMax realtime priority     %s  0 \n"
                .formatted(nice, realtime);
    }

    @Test
    void findsTheFirstWayToPriority() {
        String capable = "Name: java\nCapEff:\t000001ffffffffff\n";
        assertEquals(
                "any (capability CAP_SYS_NICE)",
                PriorityLimits.describe(limits("0", "0"), capable, false));
        assertEquals(
                "nice values down to -11",
                PriorityLimits.describe(limits("31", "95"), NOTHING, true));
        assertEquals(
                "nice values down to -20",
                PriorityLimits.describe(limits("unlimited", "0"), NOTHING, true));
        assertEquals(
                "real-time scheduling, up to 95",
                PriorityLimits.describe(limits("0", "95"), NOTHING, true));
        assertEquals("by rtkit", PriorityLimits.describe(limits("0", "0"), NOTHING, true));
        assertNull(PriorityLimits.describe(limits("0", "0"), NOTHING, false));
    }
}
