/**
 * What a person may ask of the records about them: see them, carry them away, have them out of use,
 * say something about them, and prove which deposit each came with.
 */
@NullMarked
package dev.tallystick.vault.right;

import org.jspecify.annotations.NullMarked;
