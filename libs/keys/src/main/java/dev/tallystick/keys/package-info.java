/** Keys that can be used but not read: the Kms, and signatures and encryption between parties. */
@NullMarked
package dev.tallystick.keys;

import org.jspecify.annotations.NullMarked;
