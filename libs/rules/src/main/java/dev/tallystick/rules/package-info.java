/** The place of packs, fold and decide. Nothing is here yet. */
@NullMarked
package dev.tallystick.rules;

import org.jspecify.annotations.NullMarked;
