/**
 * What the rule pack in force says that bureaus keep to, as consent-service publishes it. The
 * pack's text is not read here.
 */
@NullMarked
package dev.tallystick.bureau.pack;

import org.jspecify.annotations.NullMarked;
