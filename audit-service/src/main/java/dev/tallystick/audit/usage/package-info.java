/**
 * What the log has about a person or a party, newest first, each entry opened as far as the reader
 * may see it.
 */
@NullMarked
package dev.tallystick.audit.usage;

import org.jspecify.annotations.NullMarked;
