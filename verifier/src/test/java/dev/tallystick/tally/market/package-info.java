/** A whole small market in a log, made by code: what audits and usage answers are tried on. */
@NullMarked
package dev.tallystick.tally.market;

import org.jspecify.annotations.NullMarked;
