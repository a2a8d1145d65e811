/**
 * What audit-service answers and hashes, and the claims that it checks; the records are generated.
 */
@NullMarked
package dev.tallystick.audit.document;

import org.jspecify.annotations.NullMarked;
