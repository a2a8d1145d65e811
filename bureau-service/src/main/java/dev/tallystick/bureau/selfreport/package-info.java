/**
 * Reports that persons get about themselves (R40): two of a calendar year for nothing. The entry in
 * the log comes first, with the number that the report has in the year; then the person is
 * answered. Records and reports are in memory only; the answer is kept sealed for ten minutes.
 */
@NullMarked
package dev.tallystick.bureau.selfreport;

import org.jspecify.annotations.NullMarked;
