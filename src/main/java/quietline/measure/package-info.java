/**
 * Compares an enhanced recording with the clean one: SI-SDR, segmental signal-to-noise ratio, STOI
 * and ESTOI.
 */
package quietline.measure;
