/**
 * The public files of a log, from a web server or a folder: how they are fetched, in which order,
 * and how they are checked and copied. Nothing is believed that is not checked here or by the
 * caller.
 */
@NullMarked
package dev.tallystick.tally.log;

import org.jspecify.annotations.NullMarked;
