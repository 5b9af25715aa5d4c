/**
 * Takes the noise out of speech: {@link quietline.Enhancer} for live sound, one hop at a time;
 * {@link quietline.EnhancerStream} for recordings at 16 kHz; {@link quietline.FullBandStream} for
 * any rate from 8 to 192 kHz. {@code quietline.voice} takes packets as programs have them.
 */
package quietline;
