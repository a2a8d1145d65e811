/** Decides who may share what with whom. */
@NullMarked
package dev.tallystick.consent;

import org.jspecify.annotations.NullMarked;
