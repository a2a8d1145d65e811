/**
 * Auditors read what entries commit to, in bulk; that they do is in the log before the first byte
 * leaves.
 */
@NullMarked
package dev.tallystick.audit.opening;

import org.jspecify.annotations.NullMarked;
