/**
 * The documents that rules write and read, as records: the claims of a signed decision, and what
 * another pack would have changed. All are generated from {@code src/main/documents/rules.json}
 * while this module is built.
 */
@NullMarked
package dev.tallystick.rules.document;

import org.jspecify.annotations.NullMarked;
