/** The log's own fsck: what is stored is recomputed now and then, before somebody else does. */
@NullMarked
package dev.tallystick.audit.selfcheck;

import org.jspecify.annotations.NullMarked;
