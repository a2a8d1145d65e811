/** The log's name and signing key: made once, kept wrapped, used for nothing but checkpoints. */
@NullMarked
package dev.tallystick.audit.key;

import org.jspecify.annotations.NullMarked;
