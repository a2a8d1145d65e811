/**
 * Tracing a leak: whose copy of the records that have turned up somewhere is it likely to be?
 *
 * <p>Bureaus are known by what was released to them, and banks by the rows that the entries of the
 * reports name by digest.
 *
 * <p>No true fact is changed to tell recipients apart. The rows are compared with what is kept,
 * under the keys of the people they are about, and the recipients of what matches are ranked by the
 * guilt model of Papadimitriou and Garcia-Molina (Data Leakage Detection, IEEE TKDE 23(1), 2011).
 */
@NullMarked
package dev.tallystick.vault.leak;

import org.jspecify.annotations.NullMarked;
