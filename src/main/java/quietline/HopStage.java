package quietline;

import java.util.ArrayList;
import java.util.List;
import quietline.nn.Model;
import quietline.nn.StageTimes;
import quietline.nn.TimedStage;

/** The stages of a hop before and after the network. */
enum HopStage implements TimedStage {
    TRANSFORM("transform"),
    SPEECH("speech"),
    MASK("mask"),
    INVERSE_TRANSFORM("inverse transform");

    private final String title;

    HopStage(String title) {
        this.title = title;
    }

    @Override
    public String title() {
        return title;
    }

    /** Returns the times of all stages of a hop, the network's included. */
    static StageTimes timesWith(Model model) {
        List<TimedStage> all = new ArrayList<>();
        all.add(TRANSFORM);
        all.addAll(model.stages());
        all.add(SPEECH);
        all.add(MASK);
        all.add(INVERSE_TRANSFORM);
        return new StageTimes(all);
    }
}
