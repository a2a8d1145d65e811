/**
 * Looking back at a log: whether each decision was the one that the rules make, whether anything it
 * rested on had moved, and what another rule pack would have said. Pure, like the rules.
 */
@NullMarked
package dev.tallystick.rules.audit;

import org.jspecify.annotations.NullMarked;
