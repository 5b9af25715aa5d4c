package quietline.streaming.live;

/** Where recordings of the worker's input and output are taken; both begin with the same sound. */
final class Taps {

    private volatile Recorder input;
    private volatile Recorder output;

    /** The worker's. */
    void hop(float[] noisy, float[] clean) {
        Recorder in = input;
        if (in != null) {
            in.offer(noisy);
        }
        Recorder out = output;
        if (out != null) {
            out.offer(clean);
        }
    }

    void set(Recorder in, Recorder out) {
        input = in;
        output = out;
    }
}
