/**
 * Usage answers and lineage as a person reads them: when, who, what, why, at what price, with what
 * outcome. Nothing here checks anything, and nothing here says that something holds.
 */
@NullMarked
package dev.tallystick.tally.show;

import org.jspecify.annotations.NullMarked;
