/** Tests of the module for browsers, in one. */
@NullMarked
package dev.tallystick.tally.web;

import org.jspecify.annotations.NullMarked;
