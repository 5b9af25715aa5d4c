package quietline.streaming.profile;

/** One hop after another, of whatever is measured. */
interface HopWork {

    /** What is to be done every 16 ms. */
    void hop();
}
