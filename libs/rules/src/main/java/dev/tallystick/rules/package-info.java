/** Rules as data: packs, the state folded from the log, and the decision over both, all pure. */
@NullMarked
package dev.tallystick.rules;

import org.jspecify.annotations.NullMarked;
