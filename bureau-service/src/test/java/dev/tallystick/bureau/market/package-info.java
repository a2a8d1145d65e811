/**
 * The other services as this one meets them: the same protocols, real keys, seals and log entries,
 * and the decisions and faults that a test asks for.
 */
@NullMarked
package dev.tallystick.bureau.market;

import org.jspecify.annotations.NullMarked;
