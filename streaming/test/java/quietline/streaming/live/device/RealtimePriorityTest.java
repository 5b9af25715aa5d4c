package quietline.streaming.live.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RealtimePriorityTest {

    @ParameterizedTest
    @CsvSource({
        "quietline-captu, true",
        "quietline-enhan, true",
        "quietli..ayback, true",
        "VM Thread, true",
        "quietline-devic, false",
        "quietline-warmu, false",
        "C2 CompilerThre, false"
    })
    void onlyAudioThreadsGoFirst(String name, boolean audio) {
        assertEquals(audio, RealtimePriority.isAudio(name));
    }
}
